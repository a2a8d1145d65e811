package dev.tallystick.bench.micro;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKeys;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a release costs at intake beside another event: the signature of its decision. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {
  private static final String TYPE = "decision+jws";
  private static final int GUARDS = 9;

  private final SigningKey key = SigningKey.draw();
  private final VerificationKeys trusted = VerificationKeys.of(key.verificationKey());
  private final String decision = Jws.sign(key, TYPE, CanonicalJson.bytes(claims()));

  private static JsonObject claims() {
    List<JsonObject> guards =
        IntStream.range(0, GUARDS)
            .mapToObj(
                number ->
                    JsonObject.builder()
                        .put("key", "party/" + String.valueOf(number).repeat(64))
                        .put("version", number)
                        .build())
            .toList();
    return JsonObject.builder()
        .put("decision", "dec_01900000-0000-7000-8000-00000000000d")
        .put("iss", "consent-service")
        .put("outcome", "PERMIT")
        .put("from", "platform-00")
        .put("to", "bureau-00")
        .put("categories", JsonArray.ofStrings(List.of("LOAN_BASIC", "REPAYMENT_RECORD")))
        .put("guards", JsonArray.of(guards))
        .build();
  }

  /** The verified claims, as intake compares them. */
  @Benchmark
  public JsonValue verify() throws InvalidJwsException, MalformedJsonException {
    return CanonicalJson.parse(Jws.verify(decision, TYPE, trusted).payload());
  }
}

package dev.tallystick.events.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.SampleEvents;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that answers 200 and lies: nothing is believed, nothing is asked again. */
class AppendClientLyingLogTest {
  private final SampleEvents events = new SampleEvents(2);
  private FakeLog log;

  @BeforeEach
  void startLog() throws Exception {
    log = new FakeLog();
    log.store(events.next(5));
  }

  @AfterEach
  void stopLog() {
    log.close();
  }

  @Test
  void append_refusesEveryLieInALine() throws Exception {
    String noHash = "x" + Hash.sha256(new byte[0]).base64().substring(1) + "=";
    Map<String, UnaryOperator<JsonObject>> lies = new LinkedHashMap<>();
    lies.put(
        "it is about another event",
        a -> FakeLog.with(a, "eventId", id("01931f4a-5c01-7123-8456-789abcdef012")));
    lies.put("eventId must be there", a -> FakeLog.with(a, "eventId"));
    lies.put("index must be there", a -> FakeLog.with(a, "index"));
    lies.put(
        "its index or its time is negative", a -> FakeLog.with(a, "index", new JsonInteger(-1)));
    lies.put(
        "recordedMillis is an integer", a -> FakeLog.with(a, "recordedMillis", JsonString.of("1")));
    lies.put("checkpoint must be there", a -> FakeLog.with(a, "checkpoint"));
    lies.put("inclusionProof must be there", a -> FakeLog.with(a, "inclusionProof"));
    lies.put(
        "the inclusion proof is longer than that of any tree",
        a ->
            FakeLog.with(
                a,
                "inclusionProof",
                JsonArray.ofStrings(Collections.nCopies(64, Hash.sha256(new byte[0]).base64()))));
    lies.put(
        "inclusionProof[0] is 32 bytes in base64",
        a -> FakeLog.with(a, "inclusionProof", JsonArray.ofStrings(List.of(noHash))));
    lies.put(
        "inclusionProof[0] is a string",
        a -> FakeLog.with(a, "inclusionProof", JsonArray.of(List.of(new JsonInteger(1)))));
    lies.put(
        "the inclusion proof does not hold",
        a -> FakeLog.with(a, "index", new JsonInteger(a.getInteger("index") - 1)));
    lies.put(
        "the inclusion proof does not hold ",
        a ->
            FakeLog.with(a, "recordedMillis", new JsonInteger(a.getInteger("recordedMillis") + 1)));
    lies.put(
        "the inclusion proof does not hold  ",
        a -> FakeLog.with(a, "inclusionProof", JsonArray.of(List.of())));
    lies.put(
        "the inclusion proof does not hold   ",
        a ->
            FakeLog.with(
                a, "inclusionProof", JsonArray.of(reversed(a.getArray("inclusionProof")))));
    lies.put(
        "the inclusion proof does not hold    ",
        a -> FakeLog.with(a, "checkpoint", JsonString.of(signed(log.key(), FakeLog.ORIGIN, 5))));
    lies.put(
        "the checkpoint does not hold: the signature of tallystick.example/fake+KEY does not verify",
        a ->
            FakeLog.with(
                a,
                "checkpoint",
                JsonString.of(a.getString("checkpoint").replace("\n6\n", "\n7\n"))));
    lies.put(
        "the checkpoint does not hold: no signature of a trusted key",
        a ->
            FakeLog.with(
                a,
                "checkpoint",
                JsonString.of(signed(otherKey(FakeLog.ORIGIN), FakeLog.ORIGIN, 6))));
    lies.put(
        "the checkpoint does not hold: the origin is not tallystick.example/fake, the name of the log's key",
        a ->
            FakeLog.with(
                a, "checkpoint", JsonString.of(signed(log.key(), "tallystick.example/other", 6))));
    lies.put(
        "the checkpoint does not hold: no empty line between text and signatures",
        a -> FakeLog.with(a, "checkpoint", JsonString.of("latest")));
    lies.put("checkpoint must be there ", a -> JsonObject.EMPTY);

    for (Map.Entry<String, UnaryOperator<JsonObject>> lie : lies.entrySet()) {
      stopLog();
      startLog();
      log.then(
          (exchange, sent) ->
              FakeLog.answer(exchange, List.of(lie.getValue().apply(log.store(sent).get(0)))));
      try (AppendClient client = client()) {
        LogUnavailableException failure =
            catchThrowableOfType(
                LogUnavailableException.class, () -> client.appendAndWait(events.next()));

        String keyId = "%08x".formatted(log.key().verifierKey().keyId());
        assertThat(failure)
            .as(lie.getKey())
            .hasMessage(
                "ANSWER_INVALID: the answer proves nothing: "
                    + lie.getKey().strip().replace("KEY", keyId)
                    + "; the event may be logged");
        assertThat(failure.reason()).isEqualTo(Reason.ANSWER_INVALID);
        assertThat(log.requests()).as("an answer that lies is not asked for again").hasSize(1);
      }
    }
  }

  @Test
  void append_refusesTheTrueAnswerOfAnotherLog() throws Exception {
    try (FakeLog other = new FakeLog("tallystick.example/other", 1);
        AppendClient client =
            new AppendClient(Appends.patient(other.endpoint()), log.verifier(), () -> "token")) {
      LogUnavailableException failure =
          catchThrowableOfType(
              LogUnavailableException.class, () -> client.appendAndWait(events.next()));

      assertThat(failure)
          .hasMessage(
              "ANSWER_INVALID: the answer proves nothing: the checkpoint does not hold: no signature of a trusted key;"
                  + " the event may be logged");
    }
  }

  @Test
  void append_refusesLinesInAnotherOrder() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            2,
            (exchange, sent) -> FakeLog.answer(exchange, reversed(log.store(sent))));

    for (CompletableFuture<LoggedReceipt> result : results) {
      assertThat(failure(result))
          .hasMessage(
              "ANSWER_INVALID: the answer proves nothing: it is about another event; the event may be logged");
    }
  }

  @Test
  void append_refusesAnAnswerWithMoreLinesThanEvents() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            2,
            (exchange, sent) -> {
              List<JsonObject> lines = log.store(sent);
              lines.add(lines.get(0));
              FakeLog.answer(exchange, lines);
            });

    assertThat(log.requests()).as("not asked again").hasSize(2);
    for (CompletableFuture<LoggedReceipt> result : results) {
      assertThat(failure(result))
          .hasMessage(
              "ANSWER_INVALID: the answer proves nothing: it has more lines than there were events;"
                  + " the event may be logged");
    }
  }

  @Test
  void append_believesTheTrueLinesBesideALie() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            3,
            (exchange, sent) -> {
              List<JsonObject> lines = log.store(sent);
              lines.set(1, FakeLog.with(lines.get(1), "index", new JsonInteger(0)));
              FakeLog.answer(exchange, lines);
            });

    assertThat(results.get(0).get().index()).isEqualTo(6);
    assertThat(failure(results.get(1)).reason()).isEqualTo(Reason.ANSWER_INVALID);
    assertThat(results.get(2).get().index()).isEqualTo(8);
  }

  private static LogUnavailableException failure(CompletableFuture<LoggedReceipt> result)
      throws Exception {
    return Appends.failure(result, LogUnavailableException.class);
  }

  private AppendClient client() {
    return new AppendClient(Appends.patient(log.endpoint()), log.verifier(), () -> "token");
  }

  private static JsonString id(String id) {
    return JsonString.of(id);
  }

  private static SignerKey otherKey(String name) {
    byte[] seed = new byte[32];
    seed[0] = 99;
    return SignerKey.fromSeed(name, seed);
  }

  /** A checkpoint of that size with some root, honestly signed. */
  private static String signed(SignerKey key, String origin, long size) {
    return SignedNote.sign(
            new Checkpoint(origin, size, Hash.sha256(new byte[0])).body(), key.signer())
        .toString();
  }

  private static List<JsonValue> reversed(JsonArray array) {
    List<JsonValue> items = new ArrayList<>(array.items());
    Collections.reverse(items);
    return items;
  }

  private static List<JsonObject> reversed(List<JsonObject> lines) {
    Collections.reverse(lines);
    return lines;
  }
}

package dev.tallystick.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose trace a service goes on with. */
class TrustedParentsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final TextMapPropagator propagator = new TrustedParents().customize(plain());

  private static TextMapPropagatorCustomizer.Context plain() {
    return new TextMapPropagatorCustomizer.Context() {
      @Override
      public TextMapPropagator propagator() {
        return W3CTraceContextPropagator.getInstance();
      }

      @Override
      public ConfigProperties otelConfigProperties() {
        return DefaultConfigProperties.createFromMap(Map.of());
      }
    };
  }

  private boolean isGoneOnWith(String authorization) {
    Map<String, String> headers = new HashMap<>(Map.of("traceparent", PARENT));
    headers.put("authorization", authorization);
    Context context = propagator.extract(Context.root(), headers, new Headers());
    return Span.fromContext(context).getSpanContext().getTraceId().equals(TRACE);
  }

  @Test
  void callsOfServices_goOn() {
    assertThat(isGoneOnWith(bearer("{'azp':'data-vault','realm_access':{'roles':['service']}}")))
        .isTrue();
  }

  @Test
  void callsOfThePortal_goOn() {
    assertThat(isGoneOnWith(bearer("{'azp':'portal-login','realm_access':{'roles':['citizen']}}")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'azp':'bank-dell','realm_access':{'roles':['lender']}}",
        "{'azp':'app','realm_access':{'roles':['citizen']}}",
        "{'azp':'app','roles':['service']}",
        "{'azp':'app','realm_access':['service']}",
        "{'azp':'app','realm_access':{'roles':'service'}}",
        "{'azp':['portal-login']}",
        "[]",
        "{",
        "",
      })
  void strangers_beginATraceOfTheirOwn(String claims) {
    assertThat(isGoneOnWith(bearer(claims))).isFalse();
  }

  @Test
  void machinesOfParties_beginATraceOfTheirOwn() {
    String token = bearer("{'azp':'x','realm_access':{'roles':['service']}}").substring(7);
    assertThat(isGoneOnWith("DPoP " + token)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a.b", "Bearer a.%.c", "Basic a.b.c"})
  void garbage_beginsATraceOfItsOwn(String authorization) {
    assertThat(isGoneOnWith(authorization)).isFalse();
  }

  @Test
  void noToken_beginsATraceOfItsOwn() {
    Context context =
        propagator.extract(Context.root(), Map.of("traceparent", PARENT), new Headers());
    assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
  }

  private static String bearer(String claims) {
    return "Bearer e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.replace('\'', '"').getBytes(UTF_8))
        + ".c2ln";
  }

  private static final class Headers implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}

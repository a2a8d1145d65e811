package dev.tallystick.tracing;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with the trace of a caller only if the caller is of the suite: a service, or the portal
 * with its reader's token. Everybody else's request begins a trace of its own, so a stranger
 * chooses neither which trace an entry names nor what is sampled.
 *
 * <p>The token is read here before it is verified. One that is made up gets as far as a span of the
 * refusal in a trace of its maker's choice, and into no event: those are made after the token
 * holds.
 */
@Singleton
public class TrustedParents implements TextMapPropagatorCustomizer {
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_TOKEN = 16 * 1024;

  /** The client by which the portal's readers log in. */
  private static final String PORTAL = "portal-login";

  @Override
  public TextMapPropagator customize(TextMapPropagatorCustomizer.Context context) {
    return new Trusting(context.propagator());
  }

  /** Whether an {@code Authorization} header says that a part of the suite calls. */
  static boolean isOfTheSuite(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > LONGEST_TOKEN
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    String[] parts = authorization.substring(BEARER.length()).split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      return CanonicalJson.parseMessage(Base64.getUrlDecoder().decode(parts[1]))
              instanceof JsonObject claims
          && (PORTAL.equals(text(claims, "azp")) || isService(claims));
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable String text(JsonObject claims, String name) {
    return claims.valueOrNull(name) instanceof JsonString text ? text.value() : null;
  }

  private static boolean isService(JsonObject claims) {
    return claims.valueOrNull("realm_access") instanceof JsonObject access
        && access.valueOrNull("roles") instanceof JsonArray roles
        && roles.items().contains(JsonString.of("service"));
  }

  private static final class Trusting implements TextMapPropagator {
    private final TextMapPropagator all;

    private Trusting(TextMapPropagator all) {
      this.all = all;
    }

    @Override
    public Collection<String> fields() {
      return List.copyOf(all.fields());
    }

    @Override
    public <C> void inject(
        io.opentelemetry.context.Context context, @Nullable C carrier, TextMapSetter<C> setter) {
      all.inject(context, carrier, setter);
    }

    @Override
    public <C> io.opentelemetry.context.Context extract(
        io.opentelemetry.context.Context context, @Nullable C carrier, TextMapGetter<C> getter) {
      return getter.get(carrier, Traceparent.NAME) != null
              && isOfTheSuite(getter.get(carrier, "authorization"))
          ? all.extract(context, carrier, getter)
          : context;
    }
  }
}

package dev.tallystick.gateway.desk;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.web.Page;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource with forms. An act leads to a page that tells what was done, so that loading it anew
 * repeats nothing.
 */
abstract class DeskResource implements Page {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

  /** Does something, and leads to where it says; a refusal leads back, and says why. */
  static Response act(String back, DeskDone good, Supplier<String> act) {
    try {
      return see(act.get() + "?done=" + good.word());
    } catch (DomainProblem refusal) {
      String code = CODE.matcher(refusal.code()).matches() ? "&why=" + refusal.code() : "";
      return see(back + "?done=" + DeskDone.REFUSED.word() + code);
    }
  }

  static Response see(String path) {
    return Response.seeOther(URI.create(path)).build();
  }

  /** The key of a form; a form that was not made here has none, and gets one. */
  static String key(@Nullable String sent) {
    return sent != null && KEY.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }

  /** A field that was filled in; an empty one is none. */
  static @Nullable String filled(@Nullable String field) {
    return field == null || field.isBlank() ? null : field.strip();
  }

  /** A field that has to be there; what checks it refuses an empty one. */
  static String text(@Nullable String field) {
    return field == null ? "" : field.strip();
  }
}

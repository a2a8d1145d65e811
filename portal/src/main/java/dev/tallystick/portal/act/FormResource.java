package dev.tallystick.portal.act;

import dev.tallystick.portal.call.Reply;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;

/**
 * A resource with forms. An act leads to a page that tells what was done, so that loading it anew
 * repeats nothing.
 */
public abstract class FormResource {
  private static final Set<String> FRESH_LOG_IN =
      Set.of("FRESH_LOGIN_REQUIRED", "IDENTITY_NOT_VERIFIED");

  /** For those who extend it. */
  protected FormResource() {}

  /**
   * Leads to a page of the portal.
   *
   * @param page its path, with or without a query
   * @param good what was done if the service has said yes
   */
  protected static Response see(String page, Reply reply, Done good) {
    if (reply.isGood()) {
      return see(page, good, "");
    }
    Done bad = failure(reply);
    return see(page, bad, bad == Done.REFUSED ? reply.problem() : "");
  }

  /** Leads to a page that tells that nothing was done, and why, by the code of a problem. */
  protected static Response refused(String page, String problem) {
    return see(page, Done.REFUSED, problem);
  }

  /** Leads to a page that tells what was done, whatever a service has said. */
  protected static Response done(String page, Done done) {
    return see(page, done, "");
  }

  /** Leads to a page that tells nothing. */
  protected static Response back(String page) {
    return Response.seeOther(URI.create(page)).build();
  }

  /** What a reply that is not good means. */
  protected static Done failure(Reply reply) {
    if (FRESH_LOG_IN.contains(reply.problem())) {
      return Done.NOT_FRESH;
    }
    return reply.status() >= 500 ? Done.FAILED : Done.REFUSED;
  }

  private static Response see(String page, Done done, String why) {
    String reason = why.matches("[A-Z][A-Z_]{0,63}") ? "&why=" + why : "";
    return back(page + (page.contains("?") ? "&" : "?") + "done=" + done.word() + reason);
  }
}

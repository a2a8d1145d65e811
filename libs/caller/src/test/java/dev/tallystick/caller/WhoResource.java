package dev.tallystick.caller;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Tells who calls. */
@Path("/who")
class WhoResource {
  private final Caller caller;

  WhoResource(Caller caller) {
    this.caller = caller;
  }

  @GET
  @RolesAllowed({"lender", "service", "citizen"})
  public String who() {
    return String.join(
        " ",
        caller.client(),
        caller.account(),
        caller.party().orElse("-"),
        caller.subject().orElse("-"),
        caller.staff().orElse("-"),
        caller.auditScope().toString(),
        String.valueOf(caller.hasRole("lender")));
  }

  @GET
  @Path("party")
  @RolesAllowed({"lender", "citizen"})
  public String party() {
    return caller.requireParty();
  }

  @GET
  @Path("party/{id}")
  @RolesAllowed({"lender", "citizen"})
  public String party(@PathParam("id") String id) {
    caller.requireParty(id);
    return "yours";
  }

  @GET
  @Path("subject")
  @RolesAllowed({"lender", "citizen"})
  public String subject() {
    return caller.requireSubject();
  }

  @GET
  @Path("anybody")
  @PermitAll
  public String anybody() {
    return "[" + caller.client() + caller.account() + caller.party().orElse("") + "]";
  }
}

package dev.tallystick.vault.complaint;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person's complaints. */
@Path("/v1/me/complaints")
@RolesAllowed("citizen")
class MyComplaintsResource {
  private final FileComplaint filing;
  private final Complaints complaints;
  private final Caller caller;

  MyComplaintsResource(FileComplaint filing, Complaints complaints, Caller caller) {
    this.filing = filing;
    this.complaints = complaints;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  public ComplaintJson file(@NotNull @Valid FileComplaintJson request) {
    return ComplaintJson.of(
        filing.file(
            caller.requireSubject(),
            request.authority(),
            request.against(),
            request.statement(),
            request.entries()));
  }

  @GET
  public ComplaintsJson mine() {
    return ComplaintsJson.of(complaints.of(caller.requireSubject()));
  }
}

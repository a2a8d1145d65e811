package dev.tallystick.vault.identifier;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** From identifiers to tokens; there is no way back. */
@Path("/v1")
class SubjectResource {
  private final ResolveIdentifiers resolution;
  private final Caller caller;

  SubjectResource(ResolveIdentifiers resolution, Caller caller) {
    this.resolution = resolution;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("subjects:resolve")
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  public SubjectsJson resolve(@NotNull @Valid ResolveJson request) {
    return new SubjectsJson(
        resolution
            .resolve(
                caller.client(),
                caller.party(),
                request.statement(),
                request.identifiers().stream().map(IdentifierJson::toAsked).toList())
            .stream()
            .map(SubjectJson::of)
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("subjects:enrol")
  @RolesAllowed("operator")
  public SubjectJson enrol(@NotNull @Valid EnrolJson request) {
    return SubjectJson.of(resolution.enrol(request.identifier().toAsked()));
  }
}

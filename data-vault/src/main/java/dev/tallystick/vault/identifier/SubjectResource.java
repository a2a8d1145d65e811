package dev.tallystick.vault.identifier;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.CurrentPerson;
import dev.tallystick.approvals.PrivilegedActs;
import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** From identifiers to tokens; there is no way back. */
@Path("/v1")
class SubjectResource {
  private final ResolveIdentifiers resolution;
  private final Caller caller;
  private final CurrentPerson current;
  private final PrivilegedActs acts;

  SubjectResource(
      ResolveIdentifiers resolution, Caller caller, CurrentPerson current, PrivilegedActs acts) {
    this.resolution = resolution;
    this.caller = caller;
    this.current = current;
    this.acts = acts;
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
    ActingPerson person = current.get();
    acts.count(person);
    SubjectToken token = resolution.enrol(request.identifier().toAsked());
    acts.record("ENROL", person, Optional.of(token.value()));
    return SubjectJson.of(token);
  }
}

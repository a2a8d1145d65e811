package dev.tallystick.consent.explanation;

import dev.tallystick.consent.FieldForms;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code GET /v1/decisions/{id}/explanation}. */
@Path("/v1/decisions/{id}/explanation")
class ExplanationResource {
  private final DecisionArchive archive;
  private final DecisionReader reader;
  private final Explanations explanations;

  ExplanationResource(DecisionArchive archive, DecisionReader reader, Explanations explanations) {
    this.archive = archive;
    this.reader = reader;
    this.explanations = explanations;
  }

  @GET
  @RolesAllowed({DecisionReader.CITIZEN, "platform", "bureau", "lender"})
  public ExplanationJson explain(
      @PathParam("id") @Pattern(regexp = "dec_" + FieldForms.UUID7) String id) {
    return explanations.explain(reader.requireOwn(archive.find(id)));
  }
}

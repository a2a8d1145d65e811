package dev.tallystick.bureau.model;

import dev.tallystick.bureau.model.FileModel.Filing;
import dev.tallystick.bureau.model.FiledModelRepository.Kept;
import dev.tallystick.bureau.page.HtmlPage;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/models}: the scorecards that bureaus and platforms bring. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ModelResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final String MODEL = "[a-z0-9][a-z0-9._-]{0,63}-[A-Za-z0-9._]{1,32}";

  private final FileModel filing;
  private final ActivateModel activation;
  private final FiledModelRepository models;
  private final BureauRepository bureaus;
  private final Caller caller;

  ModelResource(
      FileModel filing,
      ActivateModel activation,
      FiledModelRepository models,
      BureauRepository bureaus,
      Caller caller) {
    this.filing = filing;
    this.activation = activation;
    this.models = models;
    this.bureaus = bureaus;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"bureau", "platform"})
  @ResponseStatus(201)
  @Idempotent
  public ModelJson.ShownJson file(@NotNull @Valid ModelJson.RequestJson request) {
    String party = caller.requireParty();
    BureauId bureau = new BureauId(request.bureau() == null ? party : request.bureau());
    boolean isOwn = bureau.value().equals(party);
    if (!(isOwn ? caller.hasRole("bureau") : caller.hasRole("platform")) || !bureaus.has(bureau)) {
      throw new BureauProblem(BureauProblemCode.BUREAU_UNKNOWN);
    }
    Kept kept =
        filing.file(
            new Filing(bureau, party, caller.account()),
            new FiledModel.Files(request.scorecard(), request.cases()));
    return ModelJson.ShownJson.of(bureau.value(), kept, true);
  }

  @POST
  @Path("/{id}/activation")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("bureau")
  @Idempotent
  public ModelJson.ShownJson activate(
      @PathParam("id") @Pattern(regexp = MODEL) String id,
      @NotNull @Valid ModelJson.ActivationJson request) {
    BureauId bureau = new BureauId(caller.requireParty());
    return ModelJson.ShownJson.of(
        bureau.value(), activation.activate(bureau, id, caller.account()), true);
  }

  @GET
  @RolesAllowed({"bureau", "lender", "platform", "citizen", "auditor", "regulator", "operator"})
  public ModelJson.AllJson list(
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String named) {
    BureauId bureau = new BureauId(named == null ? caller.requireParty() : named);
    String party = caller.party().orElse("");
    return new ModelJson.AllJson(
        bureau.value(),
        models.all(bureau).stream()
            .filter(kept -> kept.isActive() || isSide(bureau, kept, party))
            .map(kept -> ModelJson.ShownJson.of(bureau.value(), kept, isSide(bureau, kept, party)))
            .toList());
  }

  @GET
  @Path("/{id}/page")
  @Produces(MediaType.TEXT_HTML)
  @RolesAllowed({"bureau", "lender", "platform", "citizen", "auditor", "regulator", "operator"})
  public Response page(
      @PathParam("id") @Pattern(regexp = MODEL) String id,
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String named) {
    BureauId bureau = new BureauId(named == null ? caller.requireParty() : named);
    String party = caller.party().orElse("");
    Kept kept =
        models
            .find(bureau, id)
            .filter(each -> each.isActive() || isSide(bureau, each, party))
            .orElseThrow(() -> new BureauProblem(BureauProblemCode.MODEL_NOT_FILED));
    return Response.ok(ModelPage.of(bureau.value(), kept))
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", HtmlPage.policy())
        .build();
  }

  /** The bureau, and who has filed it; nobody else sees its files. */
  private static boolean isSide(BureauId bureau, Kept kept, String party) {
    return party.equals(bureau.value()) || kept.model().isOf(party);
  }
}

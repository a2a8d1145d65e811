package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.AskConsent;
import dev.tallystick.gateway.consent.PersonAskJson;
import dev.tallystick.gateway.consent.PersonAskRequestJson;
import dev.tallystick.gateway.consent.PersonJson;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.setting.DeskSettings;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks persons for consents, and tells what became of it. */
@Path("/desk/asks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lender")
@Blocking
public class AskPageResource extends DeskResource {
  private static final String PAGE = "/desk/asks";

  private final PageTools tools;
  private final AskConsent consents;
  private final DeskSettings settings;

  AskPageResource(PageTools tools, AskConsent consents, DeskSettings settings) {
    this.tools = tools;
    this.consents = consents;
    this.settings = settings;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance asks(
        DeskFrame frame, List<AskView> asks, String key, Optional<DeskNote> note);

    static native TemplateInstance ask(
        DeskFrame frame, AskView ask, List<ActView> acts, String key, Optional<DeskNote> note);
  }

  /** The fields of the form. */
  public static class AskForm {
    @FormParam("key")
    @Nullable String key;

    @FormParam("scheme")
    @Nullable String scheme;

    @FormParam("value")
    @Nullable String value;

    @FormParam("platform")
    @Nullable String platform;

    @FormParam("bureau")
    @Nullable String bureau;

    @FormParam("purpose")
    @Nullable String purpose;

    @FormParam("categories")
    @Nullable String categories;

    @FormParam("method")
    @Nullable String method;

    @FormParam("retention")
    @Nullable String retention;

    @FormParam("until")
    @Nullable String until;

    @FormParam("text")
    @Nullable String text;

    @FormParam("contact")
    @Nullable String contact;

    @FormParam("rightsRoute")
    @Nullable String rightsRoute;

    @FormParam("language")
    @Nullable String language;
  }

  /** The form, and what was asked. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    DeskFrame frame = tools.frame(DeskFrame.Place.ASKS);
    ReaderText text = tools.text(frame);
    return Templates.asks(
            frame,
            consents.newest().stream().map(ask -> AskView.of(ask, text)).toList(),
            NoteAct.key(),
            DeskNote.of(done, why))
        .setLocale(frame.locale());
  }

  /** What became of one. */
  @GET
  @Path("{id:ask_[0-9a-f-]{36}}")
  public TemplateInstance one(
      @PathParam("id") String id,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    DeskFrame frame = tools.frame(DeskFrame.Place.ASKS);
    ReaderText text = tools.text(frame);
    return Templates.ask(
            frame,
            AskView.of(consents.find(id), text),
            ActView.of(tools.acts().about(id), text),
            NoteAct.key(),
            DeskNote.of(done, why))
        .setLocale(frame.locale());
  }

  /** Asks. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response ask(@BeanParam AskForm form) {
    return act(
        PAGE,
        DeskDone.ASKED,
        () -> {
          PersonAskRequestJson request = tools.valid(request(form));
          return PAGE
              + "/"
              + tools
                  .acts()
                  .once(
                      key(form.key),
                      DeskActKind.ASK,
                      clerk -> {
                        PersonAskJson asked = consents.ask(request, clerk);
                        return asked.ask();
                      });
        });
  }

  private PersonAskRequestJson request(AskForm form) {
    return new PersonAskRequestJson(
        new PersonJson(text(form.scheme), text(form.value), filled(form.platform)),
        text(form.bureau),
        null,
        text(form.purpose),
        Stream.of(text(form.categories).split("[\\s,]+")).filter(each -> !each.isEmpty()).toList(),
        text(form.method),
        text(form.retention),
        endOf(text(form.until)),
        null,
        text(form.text).replaceAll("\\s+", " "),
        text(form.language),
        filled(form.contact),
        filled(form.rightsRoute));
  }

  private Instant endOf(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(settings.zone()).toInstant();
    } catch (DateTimeException e) {
      throw GatewayProblemCode.ORDER_INVALID.problem("validUntil", "a day");
    }
  }
}

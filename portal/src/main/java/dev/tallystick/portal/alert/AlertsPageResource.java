package dev.tallystick.portal.alert;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.act.Done;
import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.act.FormResource;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.AlertCodeToConfirm;
import dev.tallystick.portal.document.HeldAlertAddress;
import dev.tallystick.portal.document.HeldAlertAddresses;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the reader is told of what happens in their name. The code that a mail has brought stands
 * in the address of the mail's link and in no other; the secret of a webhook stands in none.
 */
@Path("/me/alerts")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class AlertsPageResource extends FormResource {
  private static final String PAGE = "/me/alerts";
  private static final String ALERTS = "/v1/me/alerts";
  private static final String KIND = "{kind:mail|webhook}";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;

  AlertsPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "alert")
  static class Templates {
    private Templates() {}

    static native TemplateInstance alerts(
        Frame frame, Part<AlertsView> alerts, Choices choices, Optional<DoneNote> done);

    static native TemplateInstance confirmation(Frame frame, Optional<String> code);

    static native TemplateInstance secret(Frame frame, String secret);
  }

  /** What the two forms hold. */
  public record Choices(AlertChoice mail, AlertChoice webhook) {}

  /** The addresses with what could not be sent there, and the forms. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    ReaderText text = texts.in(frame.locale());
    Part<HeldAlertAddresses.Partial> held =
        neighbours.get(Neighbour.VAULT, ALERTS).join().read(HeldAlertAddresses.Partial::new);
    Part<AlertsView> alerts = held.map(all -> AlertsView.of(all, text));
    return Templates.alerts(
            frame,
            alerts,
            new Choices(choice(held, "mail", frame), choice(held, "webhook", frame)),
            DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }

  private static AlertChoice choice(
      Part<HeldAlertAddresses.Partial> held, String kind, Frame frame) {
    return held.find()
        .map(all -> AlertChoice.set(all, kind, frame.locale()))
        .orElseGet(() -> AlertChoice.none(frame.locale()));
  }

  /** Where a mail's link leads: asks whether the address is the reader's, and changes nothing. */
  @GET
  @Path("confirmation")
  public TemplateInstance confirmation(@QueryParam("code") @Nullable String code) {
    Frame frame = frames.ofReader(Frame.Place.USAGE).leadingBackTo(PAGE + "/confirmation");
    return Templates.confirmation(frame, code(code)).setLocale(frame.locale());
  }

  /** Sets an address. The secret of a new webhook is in the answer to this form alone. */
  @POST
  @Path(KIND + "/set")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response set(
      @PathParam("kind") String kind,
      @FormParam("address") @Nullable String address,
      @FormParam("pace") @Nullable String pace,
      @FormParam("language") @Nullable String language) {
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    Optional<AlertChoice> choice = AlertChoice.of(address, pace, language, frame.locale());
    if (choice.isEmpty()) {
      return refused(PAGE, "ALERT_ADDRESS_INVALID");
    }
    Reply reply =
        neighbours
            .put(Neighbour.VAULT, ALERTS + "/" + kind, CanonicalJson.text(choice.get().json()))
            .join();
    Optional<HeldAlertAddress.Partial> set = reply.read(HeldAlertAddress.Partial::new).find();
    Optional<String> secret = set.flatMap(HeldAlertAddress.Partial::secret);
    if (secret.isPresent()) {
      return Response.ok(
              Templates.secret(frame, secret.get()).setLocale(frame.locale()).render(),
              MediaType.TEXT_HTML_TYPE)
          .build();
    }
    boolean confirmed = set.flatMap(HeldAlertAddress.Partial::state).orElse("").equals("CONFIRMED");
    return see(PAGE, reply, confirmed ? Done.ALERT_KEPT : Done.ALERT_ASKED);
  }

  /** Removes what is set of a channel. */
  @POST
  @Path(KIND + "/removed")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response remove(@PathParam("kind") String kind) {
    return see(
        PAGE, neighbours.delete(Neighbour.VAULT, ALERTS + "/" + kind).join(), Done.ALERT_REMOVED);
  }

  /** Says that an address is the reader's, by the code that was mailed there. */
  @POST
  @Path("confirmed")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response confirm(@FormParam("code") @Nullable String code) {
    Optional<String> whole = code(code);
    if (whole.isEmpty()) {
      return refused(PAGE, "ALERT_CODE_UNKNOWN");
    }
    JsonObject request = new AlertCodeToConfirm(whole.get()).toJson();
    return see(
        PAGE,
        neighbours
            .post(Neighbour.VAULT, ALERTS + "/confirmation", CanonicalJson.text(request))
            .join(),
        Done.ALERT_CONFIRMED);
  }

  /** Where the log-in leads that somebody had to do first: nothing was done. */
  @GET
  @Path(KIND + "/{act:set|removed}")
  public Response nothingDone() {
    return back(PAGE);
  }

  /** The same of a confirmation. */
  @GET
  @Path("confirmed")
  public Response notConfirmed() {
    return back(PAGE);
  }

  private static Optional<String> code(@Nullable String code) {
    return Optional.ofNullable(code).filter(each -> CODE.matcher(each).matches());
  }
}

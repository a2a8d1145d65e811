package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ReconciledDays;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Both halves of the tally held against each other. */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class ReconciliationPageResource {
  private static final int WEEK = 6;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  ReconciliationPageResource(
      Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance reconciliation(
        Frame frame, Part<ReconciliationView> found, LocalDate from, LocalDate to);
  }

  /** Some days; the last week if none are named. */
  @GET
  @Path("reconciliation")
  public TemplateInstance page(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    // The counts are by days of UTC.
    LocalDate today = LocalDate.ofInstant(text.now(), ZoneOffset.UTC);
    LocalDate last = Days.find(to).orElse(today);
    LocalDate first = Days.find(from).orElse(last.minusDays(WEEK));
    CompletableFuture<Reply> asked =
        neighbours.get(Neighbour.AUDIT, "/v1/reconciliation?from=" + first + "&to=" + last);
    PartyNames.Names called = names.fetch().join();
    Part<ReconciliationView> found =
        asked
            .join()
            .read(ReconciledDays.Partial::new)
            .map(new ReconciliationViews(text, called)::of);
    return Templates.reconciliation(frame, found, first, last).setLocale(frame.locale());
  }
}

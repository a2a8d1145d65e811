package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ComparedHolders;
import dev.tallystick.portal.document.SealedSums;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How bureaus treat their owners, and how much is kept from persons. */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class ParityPageResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  ParityPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance parity(
        Frame frame, Part<ParityReportView> found, YearMonth month);

    static native TemplateInstance sealed(Frame frame, Part<List<SealedView>> found);
  }

  /** A month; this one if none is named. */
  @GET
  @Path("parity")
  public TemplateInstance parity(@QueryParam("month") @Nullable String month) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    YearMonth asked =
        Days.findMonth(month).orElseGet(() -> YearMonth.from(text.now().atZone(ZoneOffset.UTC)));
    CompletableFuture<Reply> reply = neighbours.get(Neighbour.AUDIT, "/v1/parity?month=" + asked);
    PartyNames.Names called = names.fetch().join();
    Part<ParityReportView> found =
        reply.join().read(ComparedHolders.Partial::new).map(new ParityViews(text, called)::of);
    return Templates.parity(frame, found, asked).setLocale(frame.locale());
  }

  /** What authorities keep from persons. */
  @GET
  @Path("sealed")
  public TemplateInstance sealed() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> reply = neighbours.get(Neighbour.AUDIT, "/index/sealed");
    PartyNames.Names called = names.fetch().join();
    Part<List<SealedView>> found =
        reply
            .join()
            .read(SealedSums.Partial::new)
            .map(answer -> SealedView.of(answer, text, called));
    return Templates.sealed(frame, found).setLocale(frame.locale());
  }
}

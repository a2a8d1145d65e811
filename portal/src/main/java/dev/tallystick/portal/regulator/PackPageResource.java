package dev.tallystick.portal.regulator;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.auditor.Days;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.document.ChangedLine;
import dev.tallystick.portal.document.ChangedLines;
import dev.tallystick.portal.document.ReplayToMake;
import dev.tallystick.portal.document.ReplayedTraffic;
import dev.tallystick.portal.document.ShelvedPacks;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rule packs, what has changed between them, and what past traffic would have got. */
@Path("/regulator/packs")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("regulator")
@Blocking
public class PackPageResource {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PACK = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int MONTH = 30;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;

  PackPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "regulator")
  static class Templates {
    private Templates() {}

    static native TemplateInstance packs(
        Frame frame, Part<List<PackViews.PackView>> packs, LocalDate from, LocalDate to);

    static native TemplateInstance difference(Frame frame, Part<List<DiffLine>> lines);

    static native TemplateInstance replay(
        Frame frame, Part<PackViews.ReplayView> replay, String pack);
  }

  /**
   * A line of a difference.
   *
   * @param mark how it is drawn: in, out, same, gap
   */
  public record DiffLine(String mark, String sign, String text) {
    static DiffLine of(ChangedLine.Partial line) {
      String sign = line.mark().orElse(" ");
      return new DiffLine(
          switch (sign) {
            case "+" -> "in";
            case "-" -> "out";
            case "@" -> "gap";
            default -> "same";
          },
          sign.equals("@") ? "…" : sign,
          line.text().orElse(""));
    }
  }

  /** The packs at hand. */
  @GET
  public TemplateInstance packs() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    LocalDate today = text.dayOf(text.now());
    Part<List<PackViews.PackView>> packs =
        neighbours
            .getPublic(Neighbour.CONSENT, "/v1/packs")
            .join()
            .read(ShelvedPacks.Partial::new)
            .map(new PackViews(text)::of);
    return Templates.packs(frame, packs, today.minusDays(MONTH), today).setLocale(frame.locale());
  }

  /** What has changed from one pack to another. */
  @GET
  @Path("difference")
  public TemplateInstance difference(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    if (from == null || to == null || !isDigest(from) || !isDigest(to)) {
      throw new NotFoundException();
    }
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    Part<List<DiffLine>> lines =
        neighbours
            .getPublic(Neighbour.CONSENT, "/v1/packs/" + to + "/difference?from=" + from)
            .join()
            .read(ChangedLines.Partial::new)
            .map(answer -> answer.lines().stream().map(DiffLine::of).toList());
    return Templates.difference(frame, lines).setLocale(frame.locale());
  }

  /** What past traffic would have got from a pack. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance replay(
      @FormParam("pack") @Nullable String pack,
      @FormParam("digest") @Nullable String digest,
      @FormParam("from") @Nullable String from,
      @FormParam("to") @Nullable String to) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    Optional<LocalDate> first = Days.find(from);
    Optional<LocalDate> last = Days.find(to);
    if (pack == null || !PACK.matcher(pack).matches() || first.isEmpty() || last.isEmpty()) {
      throw new NotFoundException();
    }
    ReplayToMake asked =
        ReplayToMake.builder()
            .pack(pack)
            .digest(Optional.ofNullable(digest).filter(PackPageResource::isDigest))
            .from(first.get().atStartOfDay(text.zone()).toInstant().toString())
            .to(last.get().plusDays(1).atStartOfDay(text.zone()).toInstant().toString())
            .build();
    Part<PackViews.ReplayView> replay =
        neighbours
            .post(Neighbour.CONSENT, "/v1/replays", CanonicalJson.text(asked.toJson()))
            .join()
            .read(ReplayedTraffic.Partial::new)
            .map(new PackViews(text)::of);
    return Templates.replay(frame, replay, pack).setLocale(frame.locale());
  }

  /** Where the log-in leads that somebody had to do first: nothing was decided anew. */
  @GET
  @Path("replay")
  public Response notReplayed() {
    return Response.seeOther(URI.create("/regulator/packs")).build();
  }

  private static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }
}

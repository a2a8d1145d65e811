package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.RaisedAnomalies;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the detectors have noticed, and what became of it. */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class DetectorPageResource {
  static final int PAGE = 100;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  DetectorPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance detectors(Frame frame, Part<Detectors> found);
  }

  /**
   * What was raised.
   *
   * @param here where its page begins, as the last part of an address
   * @param next the address of the page with earlier ones
   */
  public record Detectors(List<DetectorView> rows, String here, Optional<String> next) {
    /** Copies the list. */
    public Detectors {
      rows = List.copyOf(rows);
    }
  }

  /** A page, newest first. */
  @GET
  @Path("detectors")
  public TemplateInstance page(@QueryParam("cursor") @Nullable String cursor) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    String here =
        cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    CompletableFuture<Reply> asked =
        neighbours.get(Neighbour.AUDIT, "/v1/anomalies?limit=" + PAGE + here);
    PartyNames.Names called = names.fetch().join();
    Part<Detectors> found =
        asked
            .join()
            .read(RaisedAnomalies.Partial::new)
            .map(
                answer ->
                    new Detectors(
                        answer.anomalies().stream()
                            .map(anomaly -> DetectorView.of(anomaly, text, called))
                            .toList(),
                        here,
                        answer
                            .next()
                            .map(
                                next ->
                                    "/auditor/detectors?cursor="
                                        + URLEncoder.encode(next, StandardCharsets.UTF_8))));
    return Templates.detectors(frame, found).setLocale(frame.locale());
  }
}

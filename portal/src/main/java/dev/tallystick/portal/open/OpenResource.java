package dev.tallystick.portal.open;

import dev.tallystick.portal.call.FetchLogPolicy;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.Board;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Pages for everybody. They read what the services tell everybody, without a token. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class OpenResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final FetchLogPolicy policy;

  OpenResource(Frames frames, ReaderTexts texts, Neighbours neighbours, FetchLogPolicy policy) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.policy = policy;
  }

  @CheckedTemplate(basePath = "open")
  static class Templates {
    private Templates() {}

    static native TemplateInstance home(Frame frame, Part<LogView> log);

    static native TemplateInstance board(Frame frame, Part<List<BoardView>> board);

    static native TemplateInstance log(Frame frame, Part<LogView> log, String policy);
  }

  /** The first page. */
  @GET
  public TemplateInstance home() {
    Frame frame = frames.ofPublicPage(Frame.Place.ELSEWHERE);
    return Templates.home(frame, log(texts.in(frame.locale()))).setLocale(frame.locale());
  }

  /** Who has complied by the day. */
  @GET
  @Path("board")
  public TemplateInstance board() {
    Frame frame = frames.ofPublicPage(Frame.Place.BOARD);
    ReaderText text = texts.in(frame.locale());
    Part<List<BoardView>> board =
        neighbours
            .getPublic(Neighbour.CONSENT, "/v1/scoreboard")
            .join()
            .read(Board.Partial::new)
            .map(answer -> BoardView.of(answer, text));
    return Templates.board(frame, board).setLocale(frame.locale());
  }

  /** The log's checkpoint, key and policy. */
  @GET
  @Path("log")
  public TemplateInstance log() {
    Frame frame = frames.ofPublicPage(Frame.Place.LOG);
    Part<LogView> log = log(texts.in(frame.locale()));
    String published = policy.fetch().join().map(FetchLogPolicy.Published::text).orElse("");
    return Templates.log(frame, log, published).setLocale(frame.locale());
  }

  /** The policy as a file to keep. */
  @GET
  @Path("log/policy.txt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response policy() {
    String published =
        policy
            .fetch()
            .join()
            .map(FetchLogPolicy.Published::text)
            .orElseThrow(NotFoundException::new);
    return Response.ok(published, "text/plain;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"policy.txt\"")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
        .build();
  }

  private Part<LogView> log(ReaderText text) {
    CompletableFuture<Reply> checkpoint = neighbours.getPublic(Neighbour.AUDIT, "/log/checkpoint");
    Optional<FetchLogPolicy.Published> trusted = policy.fetch().join();
    return new CheckpointReader(text, trusted).read(checkpoint.join());
  }
}

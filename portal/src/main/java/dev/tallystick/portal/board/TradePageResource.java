package dev.tallystick.portal.board;

import dev.tallystick.portal.board.TradeViews.Bureau;
import dev.tallystick.portal.board.TradeViews.Channel;
import dev.tallystick.portal.board.TradeViews.Cost;
import dev.tallystick.portal.board.TradeViews.Joint;
import dev.tallystick.portal.board.TradeViews.Table;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.BureauMonths;
import dev.tallystick.portal.document.NamedPublishers;
import dev.tallystick.portal.document.ToldChannels;
import dev.tallystick.portal.document.ToldCosts;
import dev.tallystick.portal.document.ToldJointLoans;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Figures of the market by month for everybody, without a log-in. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class TradePageResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;

  TradePageResource(Frames frames, ReaderTexts texts, Neighbours neighbours) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "board")
  static class Templates {
    private Templates() {}

    static native TemplateInstance costs(Frame frame, Part<Table<Cost>> found);

    static native TemplateInstance channels(Frame frame, Part<Table<Channel>> found);

    static native TemplateInstance joint(Frame frame, Part<Joint> found);

    static native TemplateInstance speed(Frame frame, Part<Table<Bureau>> found);
  }

  /** What reports cost for each approved loan. */
  @GET
  @Path("board/costs")
  public Response costs() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    CompletableFuture<Reply> reply = ask("loan-costs");
    TradeViews views = views(frame, names());
    return BoardPageResource.kept(
        frame, Templates.costs(frame, reply.join().read(ToldCosts.Partial::new).map(views::costs)));
  }

  /** How much goes through bureaus. */
  @GET
  @Path("board/channels")
  public Response channels() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    TradeViews views = views(frame, Map.of());
    return BoardPageResource.kept(
        frame,
        Templates.channels(
            frame, ask("channels").join().read(ToldChannels.Partial::new).map(views::channels)));
  }

  /** How long bureaus take. */
  @GET
  @Path("board/bureaus")
  public Response bureaus() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    CompletableFuture<Reply> reply = ask("bureaus");
    TradeViews views = views(frame, names());
    return BoardPageResource.kept(
        frame,
        Templates.speed(frame, reply.join().read(BureauMonths.Partial::new).map(views::bureaus)));
  }

  /** Who lends together. */
  @GET
  @Path("board/joint-loans")
  public Response joint() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    CompletableFuture<Reply> reply = ask("joint-loans");
    TradeViews views = views(frame, names());
    return BoardPageResource.kept(
        frame,
        Templates.joint(frame, reply.join().read(ToldJointLoans.Partial::new).map(views::joint)));
  }

  private CompletableFuture<Reply> ask(String board) {
    return neighbours.getPublic(Neighbour.AUDIT, "/v1/boards/" + board);
  }

  private TradeViews views(Frame frame, Map<String, String> names) {
    return new TradeViews(texts.in(frame.locale()), names);
  }

  /** What parties are called; while that cannot be read, an id stands for itself. */
  private Map<String, String> names() {
    Part<NamedPublishers.Partial> told =
        neighbours
            .getPublic(Neighbour.CONSENT, "/v1/publications")
            .join()
            .read(NamedPublishers.Partial::new);
    Map<String, String> names = new HashMap<>();
    if (told.isHere()) {
      told.get()
          .publishers()
          .forEach(
              one -> one.party().ifPresent(party -> names.put(party, one.name().orElse(party))));
    }
    return names;
  }
}

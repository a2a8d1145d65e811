package dev.tallystick.portal.board;

import dev.tallystick.portal.board.MarketViews.Attempt;
import dev.tallystick.portal.board.MarketViews.Flows;
import dev.tallystick.portal.board.MarketViews.Publication;
import dev.tallystick.portal.board.MarketViews.Publisher;
import dev.tallystick.portal.board.MarketViews.Tariff;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.NamedPublisher;
import dev.tallystick.portal.document.NamedPublishers;
import dev.tallystick.portal.document.PartyTraffic;
import dev.tallystick.portal.document.ToldPublication;
import dev.tallystick.portal.document.ToldTariffs;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * The market for everybody, without a log-in. A page may be kept for a minute by the browser that
 * reads it; not by others, because it is in that reader's language.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class BoardPageResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]*";
  private static final String FOR_A_MINUTE = "private, max-age=60";

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;

  BoardPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
  }

  @CheckedTemplate(basePath = "board")
  static class Templates {
    private Templates() {}

    static native TemplateInstance direct(Frame frame, Part<List<Attempt>> attempts);

    static native TemplateInstance flows(Frame frame, Part<Flows> flows);

    static native TemplateInstance collects(Frame frame, Part<List<Publisher>> publishers);

    static native TemplateInstance publication(Frame frame, Part<Publication> page);

    static native TemplateInstance bureaus(Frame frame, Part<List<Publisher>> bureaus);

    static native TemplateInstance tariffs(Frame frame, Part<List<Tariff>> tariffs, String bureau);
  }

  /** Refused direct sales. */
  @GET
  @Path("board/direct-sales")
  public Response direct() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    Part<List<Attempt>> attempts = traffic().map(views(frame)::attempts);
    return kept(frame, Templates.direct(frame, attempts));
  }

  /** What goes from whom to whom. */
  @GET
  @Path("board/flows")
  public Response flows() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    return kept(frame, Templates.flows(frame, traffic().map(views(frame)::flows)));
  }

  /** Who collects what. */
  @GET
  @Path("board/collects")
  public Response collects() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    Part<List<Publisher>> publishers = publishers().map(views(frame)::publishers);
    return kept(frame, Templates.collects(frame, publishers));
  }

  /** What one party collects and passes on. */
  @GET
  @Path("board/collects/{party:" + PARTY + "}")
  public Response publication(@PathParam("party") String party) {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    Part<Publication> page =
        ofPublisher(party, Neighbour.CONSENT, "/v1/publications/" + party)
            .read(ToldPublication.Partial::new)
            .map(views(frame)::publication);
    return kept(frame, Templates.publication(frame, page));
  }

  /** Whose prices there are. */
  @GET
  @Path("board/tariffs")
  public Response bureaus() {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    Part<List<Publisher>> bureaus =
        publishers()
            .map(
                all ->
                    views(frame)
                        .publishers(
                            all.stream()
                                .filter(one -> one.role().filter("BUREAU"::equals).isPresent())
                                .toList()));
    return kept(frame, Templates.bureaus(frame, bureaus));
  }

  /** The prices of a bureau. */
  @GET
  @Path("board/tariffs/{bureau:" + PARTY + "}")
  public Response tariffs(@PathParam("bureau") String bureau) {
    Frame frame = frames.ofAnybody(Frame.Place.BOARD);
    Part<List<Tariff>> tariffs =
        ofPublisher(bureau, Neighbour.BUREAU, "/v1/tariffs?bureau=" + bureau)
            .read(ToldTariffs.Partial::new)
            .map(answer -> views(frame).tariffs(answer.tariffs()));
    return kept(frame, Templates.tariffs(frame, tariffs, bureau));
  }

  private Part<PartyTraffic.Partial> traffic() {
    return neighbours
        .getPublic(Neighbour.CONSENT, "/v1/traffic")
        .join()
        .read(PartyTraffic.Partial::new);
  }

  /**
   * What a service says of a publisher. Strangers cannot have it asked about whatever they make up:
   * while it is not known who there is, it is asked about nobody.
   */
  private Reply ofPublisher(String party, Neighbour service, String path) {
    Reply told = toldPublishers();
    Part<List<NamedPublisher.Partial>> publishers = publishers(told);
    if (!publishers.isHere()) {
      return told.isGood() ? Reply.none() : told;
    }
    if (publishers.get().stream().noneMatch(one -> one.party().filter(party::equals).isPresent())) {
      throw new NotFoundException();
    }
    return neighbours.getPublicOfOne(service, path).join();
  }

  private Part<List<NamedPublisher.Partial>> publishers() {
    return publishers(toldPublishers());
  }

  private static Part<List<NamedPublisher.Partial>> publishers(Reply told) {
    return told.read(NamedPublishers.Partial::new).map(NamedPublishers.Partial::publishers);
  }

  private Reply toldPublishers() {
    return neighbours.getPublic(Neighbour.CONSENT, "/v1/publications").join();
  }

  private MarketViews views(Frame frame) {
    return new MarketViews(texts.in(frame.locale()));
  }

  /** A page that the reader's browser may keep. */
  static Response kept(Frame frame, TemplateInstance page) {
    return Response.ok(page.setLocale(frame.locale()).render(), MediaType.TEXT_HTML_TYPE)
        .header("Cache-Control", FOR_A_MINUTE)
        .header("Vary", "Accept-Language, Cookie")
        .build();
  }
}

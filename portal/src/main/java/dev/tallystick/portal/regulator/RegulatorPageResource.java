package dev.tallystick.portal.regulator;

import dev.tallystick.portal.auditor.Days;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyChoice;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.BoardDuties;
import dev.tallystick.portal.document.OpenDuties;
import dev.tallystick.portal.document.RecordedShares;
import dev.tallystick.portal.document.ToldRefusals;
import dev.tallystick.portal.document.WatchedParties;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who does not comply, who is licensed, who owns whom, what was refused. */
@Path("/regulator")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("regulator")
@Blocking
public class RegulatorPageResource {
  private static final int WEEK = 6;
  private static final int PARTIES = 200;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  RegulatorPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "regulator")
  static class Templates {
    private Templates() {}

    static native TemplateInstance home(Frame frame, Part<Owed> owed, Part<RefusalsView> refusals);

    static native TemplateInstance parties(Frame frame, Part<Parties> parties);

    static native TemplateInstance ownership(Frame frame, Part<OwnershipView> ownership);

    static native TemplateInstance refusals(
        Frame frame, Part<RefusalsView> refusals, RefusalFilter filter, List<PartyChoice> parties);

    static native TemplateInstance duties(
        Frame frame, Part<List<DutyView>> duties, boolean overdue);

    static native TemplateInstance scoreboard(Frame frame, Part<List<ScoreView>> board);
  }

  /**
   * What is owed.
   *
   * @param waiting how many proposals wait for a second person
   */
  @TemplateData
  public record Owed(List<DutyView> duties, long waiting) {
    /** Copies the list. */
    public Owed {
      duties = List.copyOf(duties);
    }
  }

  /**
   * A page of parties.
   *
   * @param next the address of the page that follows
   */
  public record Parties(List<WatchedPartyView> parties, Optional<String> next) {
    /** Copies the list. */
    public Parties {
      parties = List.copyOf(parties);
    }
  }

  /** What is overdue, what was refused this week, and what waits for a second person. */
  @GET
  public TemplateInstance home() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    RefusalFilter week = week(text, null, null, null, null);
    CompletableFuture<Reply> late = neighbours.get(Neighbour.CONSENT, "/v1/duties?overdue=true");
    CompletableFuture<Reply> refused = asked(week, Optional.empty());
    Names called = names.fetch().join();
    Part<Owed> owed =
        late.join()
            .read(OpenDuties.Partial::new)
            .map(answer -> new Owed(views(answer, text, called), answer.waiting().orElse(0)));
    Part<RefusalsView> refusals =
        refused
            .join()
            .read(ToldRefusals.Partial::new)
            .map(new RefusalViews(week, text, called)::of);
    return Templates.home(frame, owed, refusals).setLocale(frame.locale());
  }

  /** Parties with licences and suspensions. */
  @GET
  @Path("parties")
  public TemplateInstance parties(@QueryParam("after") @Nullable String after) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    String from = after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    Part<Parties> parties =
        neighbours
            .get(Neighbour.CONSENT, "/v1/parties?limit=" + PARTIES + from)
            .join()
            .read(WatchedParties.Partial::new)
            .map(
                answer ->
                    new Parties(
                        answer.parties().stream()
                            .map(party -> WatchedPartyView.of(party, text))
                            .toList(),
                        answer
                            .next()
                            .map(
                                next ->
                                    "/regulator/parties?after="
                                        + URLEncoder.encode(next, StandardCharsets.UTF_8))));
    return Templates.parties(frame, parties).setLocale(frame.locale());
  }

  /** Who owns whom, and the conflicts in it. */
  @GET
  @Path("ownership")
  public TemplateInstance ownership() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> shares = neighbours.get(Neighbour.CONSENT, "/v1/ownerships");
    Names called = names.fetch().join();
    Part<OwnershipView> ownership =
        shares
            .join()
            .read(RecordedShares.Partial::new)
            .map(answer -> OwnershipView.of(answer, text, called));
    return Templates.ownership(frame, ownership).setLocale(frame.locale());
  }

  /** Refusals by rule and party; of the last week if no days are named. */
  @GET
  @Path("refusals")
  public TemplateInstance refusals(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("party") @Nullable String party,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("cursor") @Nullable String cursor) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    RefusalFilter filter = week(text, from, to, party, rule);
    CompletableFuture<Reply> refused = asked(filter, Optional.ofNullable(cursor));
    Names called = names.fetch().join();
    Part<RefusalsView> refusals =
        refused
            .join()
            .read(ToldRefusals.Partial::new)
            .map(new RefusalViews(filter, text, called)::of);
    return Templates.refusals(frame, refusals, filter, PartyChoice.of(called, filter.party()))
        .setLocale(frame.locale());
  }

  /** What is still to be done. */
  @GET
  @Path("duties")
  public TemplateInstance duties(@QueryParam("overdue") @Nullable String overdue) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    boolean isLate = "true".equals(overdue);
    CompletableFuture<Reply> open =
        neighbours.get(Neighbour.CONSENT, isLate ? "/v1/duties?overdue=true" : "/v1/duties");
    Names called = names.fetch().join();
    return Templates.duties(frame, duties(open, text, called), isLate).setLocale(frame.locale());
  }

  /** Who has complied by the day, and what was committed to. */
  @GET
  @Path("scoreboard")
  public TemplateInstance scoreboard() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> asked = neighbours.getPublic(Neighbour.CONSENT, "/v1/scoreboard");
    Names called = names.fetch().join();
    Part<List<ScoreView>> board =
        asked
            .join()
            .read(BoardDuties.Partial::new)
            .map(answer -> ScoreView.of(answer, text, called));
    return Templates.scoreboard(frame, board).setLocale(frame.locale());
  }

  private CompletableFuture<Reply> asked(RefusalFilter filter, Optional<String> cursor) {
    return neighbours.get(Neighbour.AUDIT, "/v1/refusals?" + filter.query(cursor));
  }

  private static Part<List<DutyView>> duties(
      CompletableFuture<Reply> asked, ReaderText text, Names called) {
    return asked.join().read(OpenDuties.Partial::new).map(answer -> views(answer, text, called));
  }

  private static List<DutyView> views(OpenDuties.Partial answer, ReaderText text, Names called) {
    return answer.duties().stream().map(duty -> DutyView.of(duty, text, called)).toList();
  }

  /** The days of refusals are those of UTC. */
  private static RefusalFilter week(
      ReaderText text,
      @Nullable String from,
      @Nullable String to,
      @Nullable String party,
      @Nullable String rule) {
    LocalDate today = LocalDate.ofInstant(text.now(), ZoneOffset.UTC);
    LocalDate last = Days.find(to).orElse(today);
    return RefusalFilter.of(Days.find(from).orElse(last.minusDays(WEEK)), last, party, rule);
  }
}

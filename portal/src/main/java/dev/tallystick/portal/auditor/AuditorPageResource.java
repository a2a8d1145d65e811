package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ChargedSums;
import dev.tallystick.portal.document.LogCondition;
import dev.tallystick.portal.document.LoggedReads;
import dev.tallystick.portal.document.UnconfirmedReleases;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The auditor's first page, money, the log's health, and the reader's own reads. */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class AuditorPageResource {
  private static final int RECENT = 10;
  private static final int WEEK = 6;
  private static final int PAGE = 100;

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;
  private final LogHealthMemory health;

  AuditorPageResource(
      Frames frames,
      ReaderTexts texts,
      Neighbours neighbours,
      PartyNames names,
      LogHealthMemory health) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
    this.health = health;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance home(
        Frame frame, Optional<HealthView> health, Part<Reads> reads, boolean missing);

    static native TemplateInstance money(
        Frame frame, Part<List<MoneyView>> money, LocalDate from, LocalDate to);

    static native TemplateInstance health(Frame frame, Part<HealthView> health);

    static native TemplateInstance reads(Frame frame, Part<Reads> reads);

    static native TemplateInstance unconfirmed(Frame frame, Part<Unconfirmed> releases);
  }

  /**
   * What the reader has read.
   *
   * @param here where its page begins, as the last part of an address
   * @param next the address of the page with earlier reads
   */
  public record Reads(List<OwnReadView> reads, String here, Optional<String> next) {
    /** Copies the list. */
    public Reads {
      reads = List.copyOf(reads);
    }
  }

  /**
   * Releases of which there is only the giver's half.
   *
   * @param next the address of the page with earlier ones
   */
  public record Unconfirmed(List<LineageView.Row> rows, Optional<String> next) {
    /** Copies the list. */
    public Unconfirmed {
      rows = List.copyOf(rows);
    }
  }

  /** The search box, recent work, and the log's health in one line. */
  @GET
  public TemplateInstance home(@QueryParam("missing") @Nullable String missing) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Optional<LogCondition.Partial>> condition = health.fetch();
    Part<Reads> reads = reads(text, "?limit=" + RECENT, "");
    return Templates.home(
            frame, condition.join().map(log -> HealthView.of(log, text)), reads, missing != null)
        .setLocale(frame.locale());
  }

  /** Who paid whom, in some days; in the last week if none are named. */
  @GET
  @Path("money")
  public TemplateInstance money(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    // The sums are by days of UTC.
    LocalDate today = LocalDate.ofInstant(text.now(), ZoneOffset.UTC);
    LocalDate last = Days.find(to).orElse(today);
    LocalDate first = Days.find(from).orElse(last.minusDays(WEEK));
    CompletableFuture<Reply> sums =
        neighbours.get(Neighbour.AUDIT, "/v1/money-flow?from=" + first + "&to=" + last);
    PartyNames.Names called = names.fetch().join();
    Part<List<MoneyView>> money =
        sums.join().read(ChargedSums.Partial::new).map(new MoneyViews(text, called)::of);
    return Templates.money(frame, money, first, last).setLocale(frame.locale());
  }

  /** How the log is. */
  @GET
  @Path("health")
  public TemplateInstance health() {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    ReaderText text = texts.in(frame.locale());
    Part<HealthView> condition =
        health.ask().join().read(LogCondition.Partial::new).map(log -> HealthView.of(log, text));
    return Templates.health(frame, condition).setLocale(frame.locale());
  }

  /** Releases that their recipient has not confirmed. */
  @GET
  @Path("unconfirmed")
  public TemplateInstance unconfirmed(@QueryParam("cursor") @Nullable String cursor) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    String from =
        cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    CompletableFuture<Reply> asked =
        neighbours.get(Neighbour.AUDIT, "/v1/orphans?limit=" + PAGE + from);
    PartyNames.Names called = names.fetch().join();
    LineageViews views =
        new LineageViews(LineageAsk.leadingOn("reconciliation"), texts.in(frame.locale()), called);
    Part<Unconfirmed> releases =
        asked
            .join()
            .read(UnconfirmedReleases.Partial::new)
            .map(
                answer ->
                    new Unconfirmed(
                        answer.orphans().stream().map(views::row).toList(),
                        answer
                            .next()
                            .map(
                                next ->
                                    "/auditor/unconfirmed?cursor="
                                        + URLEncoder.encode(next, StandardCharsets.UTF_8))));
    return Templates.unconfirmed(frame, releases).setLocale(frame.locale());
  }

  /** What the reader has read. */
  @GET
  @Path("reads")
  public TemplateInstance reads(@QueryParam("cursor") @Nullable String cursor) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    String from =
        cursor == null ? "" : "cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    Part<Reads> reads =
        from.isEmpty()
            ? reads(texts.in(frame.locale()), "", "")
            : reads(texts.in(frame.locale()), "?" + from, "&" + from);
    return Templates.reads(frame, reads).setLocale(frame.locale());
  }

  private Part<Reads> reads(ReaderText text, String query, String here) {
    CompletableFuture<Reply> asked = neighbours.get(Neighbour.AUDIT, "/v1/me/reads" + query);
    PartyNames.Names called = names.fetch().join();
    return asked
        .join()
        .read(LoggedReads.Partial::new)
        .map(
            answer ->
                new Reads(
                    answer.reads().stream()
                        .map(read -> OwnReadView.of(read, text, called))
                        .toList(),
                    here,
                    answer
                        .next()
                        .map(
                            next ->
                                "/auditor/reads?cursor="
                                    + URLEncoder.encode(next, StandardCharsets.UTF_8))));
  }
}

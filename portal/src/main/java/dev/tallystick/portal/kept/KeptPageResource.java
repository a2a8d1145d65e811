package dev.tallystick.portal.kept;

import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.KeptRecords;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.kept.KeptRecordView.Group;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is kept about the reader, by company. */
@Path("/me/records")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class KeptPageResource {
  private static final Pattern RECORD = Pattern.compile("rec_[0-9a-f-]{36}");

  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  KeptPageResource(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "kept")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, Part<Kept> kept);

    static native TemplateInstance one(
        Frame frame, Part<KeptRecordView> record, Optional<DoneNote> done);
  }

  /**
   * A page of records.
   *
   * @param file the address of the same as a file
   * @param next where the next page begins
   */
  public record Kept(List<Group> groups, String file, Optional<String> next) {
    /** Copies the list. */
    public Kept {
      groups = List.copyOf(groups);
    }
  }

  /** The records, 200 at a time. */
  @GET
  public TemplateInstance list(@QueryParam("after") @Nullable String after) {
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    ReaderText text = texts.in(frame.locale());
    String from = from(after);
    CompletableFuture<Reply> records = neighbours.get(Neighbour.VAULT, "/v1/me/records" + from);
    PartyNames.Names called = names.fetch().join();
    Part<Kept> kept =
        records
            .join()
            .read(KeptRecords.Partial::new)
            .map(
                answer ->
                    new Kept(
                        new KeptRecordViews(text, called).of(answer),
                        "/me/records.csv" + from,
                        answer.next()));
    return Templates.list(frame, kept).setLocale(frame.locale());
  }

  /** The query of a page that begins behind a record; none for the first. */
  static String from(@Nullable String after) {
    return after != null && RECORD.matcher(after).matches() ? "?after=" + after : "";
  }

  /**
   * One record with what may be done about it. The list begins behind a number, and the number just
   * before this one is one.
   */
  @GET
  @Path(RecordNumbers.ID)
  public TemplateInstance one(
      @PathParam("id") String id,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> records =
        neighbours.get(Neighbour.VAULT, "/v1/me/records?after=" + RecordNumbers.before(id));
    KeptRecordViews views = new KeptRecordViews(text, names.fetch().join());
    Part<Optional<KeptRecordView>> found =
        records.join().read(KeptRecords.Partial::new).map(answer -> views.first(answer, id));
    Part<KeptRecordView> record =
        found.isHere()
            ? found.get().map(Part::of).orElseThrow(NotFoundException::new)
            : Part.missing(found.absence());
    return Templates.one(frame, record, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }
}

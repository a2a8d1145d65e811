package dev.tallystick.portal.usage;

import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.FreezeState;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.usage.UsageView.Choice;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who used the reader's data: the first page of a person. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class UsagePageResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final ReadUsage usage;
  private final Neighbours neighbours;
  private final PartyNames names;

  UsagePageResource(
      Frames frames, ReaderTexts texts, ReadUsage usage, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.usage = usage;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "usage")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, Part<UsageView> list, UseFilter filter, UsageSide side);
  }

  /**
   * What stands beside the list.
   *
   * @param parties whom the list can be narrowed to
   * @param purposes which it can be narrowed to
   * @param frozen whether everything is stopped
   * @param done what was just done
   * @param file the address of the same as a file
   */
  public record UsageSide(
      List<Choice> parties,
      List<Choice> purposes,
      Part<Boolean> frozen,
      Optional<DoneNote> done,
      String file) {
    /** Copies the lists. */
    public UsageSide {
      parties = List.copyOf(parties);
      purposes = List.copyOf(purposes);
    }
  }

  /** The list, or what of it is asked for. */
  @GET
  @Path("me/usage")
  public TemplateInstance list(
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("party") @Nullable String party,
      @QueryParam("purpose") @Nullable String purpose,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("done") @Nullable String done) {
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    ReaderText text = texts.in(frame.locale());
    UseFilter filter = UseFilter.of(outcome, party, purpose, from, to);
    CompletableFuture<Names> called = names.fetch();
    CompletableFuture<Reply> freeze = neighbours.get(Neighbour.CONSENT, "/v1/me/freeze");
    Part<UsageView> list = usage.read(filter, Optional.ofNullable(cursor), text, called);
    Part<Boolean> frozen =
        freeze.join().read(FreezeState.Partial::new).map(state -> state.frozen().orElse(false));
    UsageSide side =
        new UsageSide(
            choices(filter, called.join()),
            purposes(filter, Words.of(text.locale())),
            frozen,
            DoneNote.of(done, null, Words.of(text.locale())),
            filter.fileFrom(Optional.ofNullable(cursor)));
    return Templates.list(frame, list, filter, side).setLocale(frame.locale());
  }

  private static List<Choice> choices(UseFilter filter, Names called) {
    return called.byId().entrySet().stream()
        .map(
            each ->
                new Choice(
                    each.getKey(),
                    each.getValue(),
                    filter.party().filter(each.getKey()::equals).isPresent()))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }

  /** Those that have words, and the one that is asked for. */
  private static List<Choice> purposes(UseFilter filter, Words words) {
    Set<String> codes = new TreeSet<>(words.codes("purpose"));
    filter.purpose().ifPresent(codes::add);
    return codes.stream()
        .map(
            code ->
                new Choice(
                    code, words.purpose(code), filter.purpose().filter(code::equals).isPresent()))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }
}

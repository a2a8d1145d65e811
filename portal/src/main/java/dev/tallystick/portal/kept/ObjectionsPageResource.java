package dev.tallystick.portal.kept;

import dev.tallystick.portal.act.DoneNote;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.HeldObjections;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The reader's objections: who has to answer by when, and what they answered. */
@Path("/me/objections")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class ObjectionsPageResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  ObjectionsPageResource(
      Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  @CheckedTemplate(basePath = "kept")
  static class Templates {
    private Templates() {}

    static native TemplateInstance objections(
        Frame frame, Part<List<ObjectionView>> list, Optional<DoneNote> done);
  }

  /** All of them, the latest first. */
  @GET
  public TemplateInstance list(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> objections = neighbours.get(Neighbour.VAULT, "/v1/me/objections");
    PartyNames.Names called = names.fetch().join();
    Part<List<ObjectionView>> list =
        objections
            .join()
            .read(HeldObjections.Partial::new)
            .map(
                held ->
                    held.objections().stream()
                        .map(each -> ObjectionView.of(each, text, called))
                        .toList());
    return Templates.objections(frame, list, DoneNote.of(done, why, Words.of(text.locale())))
        .setLocale(frame.locale());
  }
}

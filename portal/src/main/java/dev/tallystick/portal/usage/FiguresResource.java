package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames;
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
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;

/** The reader's list in numbers. */
@Path("/me/figures")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("citizen")
@Blocking
public class FiguresResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final ReadUsage usage;
  private final PartyNames names;

  FiguresResource(Frames frames, ReaderTexts texts, ReadUsage usage, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.usage = usage;
    this.names = names;
  }

  @CheckedTemplate(basePath = "usage")
  static class Templates {
    private Templates() {}

    static native TemplateInstance figures(Frame frame, Part<FiguresView> figures);
  }

  /** Who looked when, and who earned what. */
  @GET
  public TemplateInstance page() {
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<PartyNames.Names> called = names.fetch();
    Part<FiguresView> figures =
        usage.newest().map(entries -> new UsageFigures(text, called.join()).of(entries));
    return Templates.figures(frame, figures).setLocale(frame.locale());
  }
}

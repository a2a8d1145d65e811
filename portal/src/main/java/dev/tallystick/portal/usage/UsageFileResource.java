package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.file.CsvFile;
import dev.tallystick.portal.file.FileResource;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.CrossSiteFilter;
import dev.tallystick.web.ReaderText;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of uses as a table to keep: what the page shows, in the reader's language. */
@Path("/")
@RolesAllowed("citizen")
@Blocking
public class UsageFileResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final ReadUsage usage;
  private final PartyNames names;
  private final FileResource files;

  UsageFileResource(
      Frames frames, ReaderTexts texts, ReadUsage usage, PartyNames names, FileResource files) {
    this.frames = frames;
    this.texts = texts;
    this.usage = usage;
    this.names = names;
    this.files = files;
  }

  /** The same parameters as the page has. Another site leads to the page instead. */
  @GET
  @Path("me/usage.csv")
  public Response file(
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("party") @Nullable String party,
      @QueryParam("purpose") @Nullable String purpose,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    if (!CrossSiteFilter.isOpenedFromHere(site)) {
      return Response.seeOther(URI.create("/me/usage")).build();
    }
    Frame frame = frames.ofReader(Frame.Place.USAGE);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<PartyNames.Names> called = names.fetch();
    UseFilter filter = UseFilter.of(outcome, party, purpose, from, to);
    return files.of(
        usage.uses(filter, Optional.ofNullable(cursor), text, called).map(uses -> csv(uses, text)),
        "my-usage.csv",
        "text/csv;charset=UTF-8");
  }

  private static byte[] csv(List<Use> uses, ReaderText text) {
    UsagePageMessages say = Bundles.get(UsagePageMessages.class, text.locale());
    DetailNames labels = Bundles.get(DetailNames.class, text.locale());
    CsvFile csv =
        new CsvFile(
            List.of(
                labels.recorded(),
                say.fileKind(),
                say.fileWhat(),
                say.purpose(),
                say.details(),
                labels.index()));
    Set<String> ofTheirOwn = Set.of(labels.recorded(), labels.index());
    for (Use use : uses) {
      csv.add(
          List.of(
              use.exact(),
              say.fileOutcome(use.outcome().word()),
              use.lead() + use.rest(),
              use.purpose().isEmpty() ? "" : Words.of(text.locale()).purpose(use.purpose()),
              use.details().stream()
                  .filter(detail -> !ofTheirOwn.contains(detail.name()))
                  .map(detail -> detail.name() + ": " + detail.value())
                  .collect(Collectors.joining("; ")),
              Long.toString(use.index())));
    }
    return csv.toByteArray();
  }
}

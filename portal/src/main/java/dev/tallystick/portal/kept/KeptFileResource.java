package dev.tallystick.portal.kept;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.KeptRecords;
import dev.tallystick.portal.file.CsvFile;
import dev.tallystick.portal.file.FileResource;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.kept.KeptRecordView.Field;
import dev.tallystick.portal.kept.KeptRecordView.Group;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.ReaderTexts;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The records as a table to keep: what the page shows, a line for each member of a record. */
@Path("/")
@RolesAllowed("citizen")
@Blocking
public class KeptFileResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;
  private final FileResource files;

  KeptFileResource(
      Frames frames,
      ReaderTexts texts,
      Neighbours neighbours,
      PartyNames names,
      FileResource files) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
    this.files = files;
  }

  /** The same parameter as the page has. Another site leads to the page instead. */
  @GET
  @Path("me/records.csv")
  public Response file(
      @QueryParam("after") @Nullable String after,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    if (!CrossSiteFilter.isOpenedFromHere(site)) {
      return Response.seeOther(URI.create("/me/records")).build();
    }
    Frame frame = frames.ofReader(Frame.Place.KEPT);
    ReaderText text = texts.in(frame.locale());
    CompletableFuture<Reply> records =
        neighbours.get(Neighbour.VAULT, "/v1/me/records" + KeptPageResource.from(after));
    KeptRecordViews views = new KeptRecordViews(text, names.fetch().join());
    return files.of(
        records.join().read(KeptRecords.Partial::new).map(answer -> csv(views.of(answer), text)),
        "my-records.csv",
        "text/csv;charset=UTF-8");
  }

  private static byte[] csv(List<Group> groups, ReaderText text) {
    KeptMessages say = Bundles.get(KeptMessages.class, text.locale());
    CsvFile csv =
        new CsvFile(
            List.of(
                say.record(),
                say.fileCompany(),
                say.fileCategory(),
                say.fileMarks(),
                say.fileStatement(),
                say.fileMember(),
                say.content()));
    for (Group group : groups) {
      for (KeptRecordView record : group.records()) {
        List<Field> fields =
            record.fields().isEmpty() ? List.of(new Field("", "")) : record.fields();
        for (Field field : fields) {
          csv.add(
              List.of(
                  record.id(),
                  record.provider(),
                  record.category(),
                  String.join("; ", record.marks()),
                  record.statement().orElse(""),
                  field.name(),
                  field.value()));
        }
      }
    }
    return csv.toByteArray();
  }
}

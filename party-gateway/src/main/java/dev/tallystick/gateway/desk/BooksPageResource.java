package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.ledger.LedgerSummaryJson;
import dev.tallystick.gateway.ledger.ReadLedger;
import dev.tallystick.web.Page;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The books, for a manager: what was bought from whom, by month, and what does not agree. */
@Path("/desk/books")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("manager")
@Blocking
public class BooksPageResource implements Page {
  private final PageTools tools;
  private final ReadLedger ledger;

  BooksPageResource(PageTools tools, ReadLedger ledger) {
    this.tools = tools;
    this.ledger = ledger;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance books(
        DeskFrame frame,
        BooksView summary,
        List<SpendingLine> months,
        List<DifferenceLine> differences);
  }

  /** All of it on one page. */
  @GET
  public TemplateInstance page() {
    DeskFrame frame = tools.frame(DeskFrame.Place.BOOKS);
    ReaderText text = tools.text(frame);
    LedgerSummaryJson summary = ledger.summary();
    return Templates.books(
            frame,
            BooksView.of(summary, text),
            ledger.months().stream().map(month -> SpendingLine.of(month, text)).toList(),
            ledger.differences(null, null).differences().stream()
                .map(difference -> DifferenceLine.of(difference, text))
                .toList())
        .setLocale(frame.locale());
  }
}

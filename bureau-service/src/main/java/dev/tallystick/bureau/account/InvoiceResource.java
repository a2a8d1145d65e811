package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountParty.Side;
import dev.tallystick.bureau.account.ShowInvoices.Wanted;
import dev.tallystick.bureau.document.BilledEntry;
import dev.tallystick.bureau.page.HtmlPage;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invoices}: what lenders owe bureaus, for the two sides of each invoice. */
@Path("/v1/invoices")
@Blocking
class InvoiceResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final String MONTH = "20[0-9]{2}-(0[1-9]|1[0-2])";
  private static final String ID =
      "inv_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final String NDJSON = "application/x-ndjson";

  private final ShowInvoices invoices;
  private final AccountParty parties;

  InvoiceResource(ShowInvoices invoices, AccountParty parties) {
    this.invoices = invoices;
    this.parties = parties;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"bureau", "lender"})
  public InvoiceJson.AllJson list(
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String bureau,
      @QueryParam("to") @Pattern(regexp = PARTY) @Nullable String to,
      @QueryParam("month") @Pattern(regexp = MONTH) @Nullable String month) {
    Side side = parties.of(bureau);
    return new InvoiceJson.AllJson(
        side.bureau().value(),
        invoices.list(
            new Wanted(
                side.bureau(),
                side.orNamed(to),
                Optional.ofNullable(month).map(YearMonth::parse))));
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"bureau", "lender"})
  public InvoiceJson.ShownJson get(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String bureau) {
    Side side = parties.of(bureau);
    return invoices.get(side.bureau(), side.other(), id);
  }

  @GET
  @Path("/{id}/page")
  @Produces(MediaType.TEXT_HTML)
  @RolesAllowed({"bureau", "lender"})
  public Response page(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String bureau) {
    Side side = parties.of(bureau);
    return Response.ok(InvoicePage.of(invoices.get(side.bureau(), side.other(), id)))
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", HtmlPage.policy())
        .build();
  }

  @GET
  @Path("/{id}/entries")
  @Produces(NDJSON)
  @RolesAllowed({"bureau", "lender"})
  public Response entries(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String bureau) {
    Side side = parties.of(bureau);
    InvoiceJson.ShownJson unused = invoices.get(side.bureau(), side.other(), id);
    StreamingOutput lines =
        out -> {
          OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
          invoices.entries(side.bureau(), side.other(), id, entry -> write(buffered, line(entry)));
          buffered.flush();
        };
    return Response.ok(lines, NDJSON).build();
  }

  private static JsonObject line(LedgerEntry entry) {
    SoldRelease sold = entry.sold();
    return BilledEntry.builder()
        .index(entry.place().index())
        .entry(entry.place().entry())
        .recordedAt(entry.place().recordedAt())
        .move(entry.move().orElseThrow().name())
        .release(sold.event().toString())
        .product(sold.product())
        .tariff(sold.fee().tariff().value())
        .line(sold.fee().line())
        .amount(sold.fee().amount())
        .currency(sold.fee().currency())
        .build()
        .toJson();
  }

  private static void write(OutputStream out, JsonObject line) {
    try {
      out.write(CanonicalJson.messageBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

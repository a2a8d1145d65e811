package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.PersonJson;
import dev.tallystick.gateway.order.CreditDecisionJson;
import dev.tallystick.gateway.order.ReportOrderJson;
import dev.tallystick.gateway.order.ReportOrderRequestJson;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Orders reports, shows them, and records what was decided. A report is shown to whoever names the
 * case that they work on, and the look is noted first (R52); neither stands in an address.
 */
@Path("/desk/orders")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lender")
@Blocking
public class OrderPageResource extends DeskResource {
  private static final String PAGE = "/desk/orders";
  private static final String ID = "{id:ord_[0-9a-f-]{36}}";
  private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
  private static final Pattern SHARE = Pattern.compile("(100|[0-9]{1,2})");
  private static final Pattern DAYS = Pattern.compile("[1-9]|[12][0-9]|30");
  private static final int BASIS_POINTS = 100;

  private final PageTools tools;
  private final DeskOrders orders;

  OrderPageResource(PageTools tools, DeskOrders orders) {
    this.tools = tools;
    this.orders = orders;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance orders(
        DeskFrame frame, List<OrderLine> orders, String key, Optional<DeskNote> note);

    static native TemplateInstance order(
        DeskFrame frame,
        OrderView order,
        Optional<ReportView> report,
        List<ActView> acts,
        String key,
        Optional<DeskNote> note);
  }

  /** The fields of the form. */
  public static class OrderForm {
    @FormParam("key")
    @Nullable String key;

    @FormParam("ask")
    @Nullable String ask;

    @FormParam("scheme")
    @Nullable String scheme;

    @FormParam("value")
    @Nullable String value;

    @FormParam("platform")
    @Nullable String platform;

    @FormParam("bureau")
    @Nullable String bureau;

    @FormParam("product")
    @Nullable String product;

    @FormParam("purpose")
    @Nullable String purpose;

    @FormParam("consent")
    @Nullable String consent;

    @FormParam("objectKind")
    @Nullable String objectKind;

    @FormParam("objectRef")
    @Nullable String objectRef;

    @FormParam("days")
    @Nullable String days;
  }

  /** The form, and what was ordered. */
  @GET
  public TemplateInstance page(
      @QueryParam("done") @Nullable String done, @QueryParam("why") @Nullable String why) {
    DeskFrame frame = tools.frame(DeskFrame.Place.ORDERS);
    return Templates.orders(
            frame,
            OrderLine.of(orders.newest(), tools.text(frame)),
            NoteAct.key(),
            DeskNote.of(done, why))
        .setLocale(frame.locale());
  }

  /** How far one is, and its proofs; nothing of its report. */
  @GET
  @Path(ID)
  public TemplateInstance one(
      @PathParam("id") String id,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    return order(id, Optional.empty(), DeskNote.of(done, why));
  }

  private TemplateInstance order(String id, Optional<String> report, Optional<DeskNote> note) {
    DeskFrame frame = tools.frame(DeskFrame.Place.ORDERS);
    ReaderText text = tools.text(frame);
    return Templates.order(
            frame,
            OrderView.of(orders.find(id), text),
            report.map(json -> ReportView.of(json, text)),
            ActView.of(tools.acts().about(id), text),
            NoteAct.key(),
            note)
        .setLocale(frame.locale());
  }

  /** Orders. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response place(@BeanParam OrderForm form) {
    return act(
        PAGE,
        DeskDone.ORDERED,
        () -> {
          var request = tools.valid(request(form));
          String order =
              tools
                  .acts()
                  .once(key(form.key), DeskActKind.ORDER, clerk -> orders.place(request, clerk));
          orders.wake();
          return PAGE + "/" + order;
        });
  }

  /** Shows the report. */
  @POST
  @Path(ID + "/report")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response read(@PathParam("id") String id, @FormParam("ticket") @Nullable String ticket) {
    ReportOrderJson order = orders.find(id);
    String named = filled(ticket);
    if (named == null || !TICKET.matcher(named).matches()) {
      return see(PAGE + "/" + id + "?done=refused&why=STAFF_PURPOSE_REQUIRED");
    }
    String report = orders.report(id);
    tools.acts().look(id, order.purpose(), named);
    return Response.ok(
            order(id, Optional.of(report), Optional.empty()).render(), MediaType.TEXT_HTML_TYPE)
        .build();
  }

  /** Records what was decided. */
  @POST
  @Path(ID + "/decision")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(
      @PathParam("id") String id,
      @FormParam("key") @Nullable String key,
      @FormParam("outcome") @Nullable String outcome,
      @FormParam("reasons") @Nullable String reasons,
      @FormParam("share") @Nullable String share) {
    return act(
        PAGE + "/" + id,
        DeskDone.DECIDED,
        () -> {
          CreditDecisionJson decision =
              tools.valid(
                  new CreditDecisionJson(text(outcome), lines(reasons), basisPoints(share)));
          var unused =
              tools
                  .acts()
                  .once(
                      key(key), DeskActKind.DECISION, clerk -> orders.decide(id, decision, clerk));
          return PAGE + "/" + id;
        });
  }

  /** The log's receipt, for whoever checks it: it proves the purchase, and opens nothing. */
  @GET
  @Path(ID + "/receipt")
  public Response receipt(@PathParam("id") String id) {
    return Response.ok(orders.receipt(id), MediaType.APPLICATION_JSON_TYPE)
        .header("Content-Disposition", "attachment; filename=\"" + id + ".receipt.json\"")
        .build();
  }

  /** Where the log-in leads that somebody had to do first: nothing was shown or done. */
  @GET
  @Path(ID + "/{act:report|decision}")
  public Response nothingDone(@PathParam("id") String id) {
    return see(PAGE + "/" + id);
  }

  /** On an ask the person is the one who was asked, and is not named again. */
  private ReportOrderRequestJson request(OrderForm form) {
    String ask = filled(form.ask);
    if (ask != null) {
      return orders.onAsk(
          ask,
          text(form.product),
          new DeskOrders.About(filled(form.objectKind), filled(form.objectRef)),
          days(form.days));
    }
    return new ReportOrderRequestJson(
        new PersonJson(text(form.scheme), text(form.value), filled(form.platform)),
        null,
        text(form.bureau),
        text(form.product),
        text(form.purpose),
        filled(form.objectKind),
        filled(form.objectRef),
        null,
        filled(form.consent),
        null,
        null,
        orders.after(days(form.days)));
  }

  private static int days(@Nullable String days) {
    String given = filled(days);
    if (given == null || !DAYS.matcher(given).matches()) {
      throw GatewayProblemCode.ORDER_INVALID.problem("deadline", "one day to thirty");
    }
    return Integer.parseInt(given);
  }

  private static @Nullable List<String> lines(@Nullable String reasons) {
    List<String> lines =
        text(reasons).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? null : lines;
  }

  private static @Nullable Long basisPoints(@Nullable String percent) {
    String given = filled(percent);
    if (given == null) {
      return null;
    }
    if (!SHARE.matcher(given).matches()) {
      throw GatewayProblemCode.ORDER_INVALID.problem("partnerShare", "a percentage");
    }
    return Long.parseLong(given) * BASIS_POINTS;
  }
}

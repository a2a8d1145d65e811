package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.AskConsent;
import dev.tallystick.gateway.consent.PersonAskState;
import dev.tallystick.gateway.notice.AnswerNotice;
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

/** The first page: what to do next. */
@Path("/desk")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"platform", "bureau", "lender", "manager"})
@Blocking
public class DeskHomeResource implements Page {
  private final PageTools tools;
  private final DeskOrders orders;
  private final AskConsent consents;
  private final AnswerNotice notices;

  DeskHomeResource(PageTools tools, DeskOrders orders, AskConsent consents, AnswerNotice notices) {
    this.tools = tools;
    this.orders = orders;
    this.consents = consents;
    this.notices = notices;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance home(
        DeskFrame frame,
        List<OrderLine> ready,
        List<OrderLine> waiting,
        List<AskView> asked,
        List<NoticeLine> notices);
  }

  /** Of a manager, the notices alone: orders are the clerks'. */
  @GET
  public TemplateInstance page() {
    DeskFrame frame = tools.frame(DeskFrame.Place.HOME);
    ReaderText text = tools.text(frame);
    boolean isClerk = frame.standing().lending();
    List<OrderLine> lines = isClerk ? OrderLine.of(orders.newest(), text) : List.of();
    List<AskView> asked =
        isClerk
            ? consents.newest().stream()
                .filter(
                    ask ->
                        ask.state() == PersonAskState.ASKED || ask.state() == PersonAskState.GIVEN)
                .map(ask -> AskView.of(ask, text))
                .toList()
            : List.of();
    return Templates.home(
            frame,
            lines.stream().filter(line -> line.ready() && !line.decided()).toList(),
            lines.stream().filter(line -> !line.ready() && !line.ended()).toList(),
            asked,
            NoticeLine.of(notices.list(false).notices(), text))
        .setLocale(frame.locale());
  }
}

package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import dev.tallystick.gateway.order.LoanToTellJson;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.problem.DomainProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells bureaus of loans, and shows what they know of them. */
@Path("/desk/loans")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lender")
@Blocking
public class LoanPageResource extends DeskResource {
  private static final String PAGE = "/desk/loans";
  private static final String ID = "{id:loan_[0-9a-f-]{36}}";

  private final PageTools tools;
  private final DeskLoans loans;

  LoanPageResource(PageTools tools, DeskLoans loans) {
    this.tools = tools;
    this.loans = loans;
  }

  @CheckedTemplate(basePath = "desk")
  static class Templates {
    private Templates() {}

    static native TemplateInstance loans(
        DeskFrame frame, String bureau, List<LoanLine> loans, String key, Optional<DeskNote> note);
  }

  /** The form, and the loans with a bureau, if one is named. */
  @GET
  public TemplateInstance page(
      @QueryParam("bureau") @Nullable String bureau,
      @QueryParam("done") @Nullable String done,
      @QueryParam("why") @Nullable String why) {
    DeskFrame frame = tools.frame(DeskFrame.Place.LOANS);
    String named = bureau != null && bureau.matches(Forms.PARTY) ? bureau : "";
    Optional<DeskNote> note = DeskNote.of(done, why);
    List<LoanLine> found = List.of();
    if (!named.isEmpty()) {
      try {
        found = loans.with(named, tools.text(frame));
      } catch (DomainProblem refusal) {
        note = Optional.of(new DeskNote(DeskDone.REFUSED, refusal.code()));
      }
    }
    return Templates.loans(frame, named, found, NoteAct.key(), note).setLocale(frame.locale());
  }

  /** Tells that one was opened. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response open(
      @FormParam("key") @Nullable String key,
      @FormParam("order") @Nullable String order,
      @FormParam("kind") @Nullable String kind,
      @FormParam("openedOn") @Nullable String openedOn) {
    return act(
        PAGE,
        DeskDone.LENT,
        () -> {
          LoanToTellJson.OpeningJson told =
              tools.valid(
                  new LoanToTellJson.OpeningJson(text(order), text(kind), day(openedOn), null));
          return once(key(key), DeskActKind.LOAN, () -> loans.open(told));
        });
  }

  /** Tells that one is over. */
  @POST
  @Path(ID + "/closure")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response close(
      @PathParam("id") String id,
      @FormParam("key") @Nullable String key,
      @FormParam("bureau") @Nullable String bureau,
      @FormParam("closedOn") @Nullable String closedOn,
      @FormParam("reason") @Nullable String reason) {
    return act(
        PAGE,
        DeskDone.CLOSED,
        () -> {
          LoanToTellJson.ClosureJson told =
              tools.valid(
                  new LoanToTellJson.ClosureJson(text(bureau), day(closedOn), text(reason)));
          return once(key(key), DeskActKind.CLOSURE, () -> loans.close(id, told));
        });
  }

  /** Where the log-in leads that somebody had to do first: nothing was told. */
  @GET
  @Path(ID + "/closure")
  public Response nothingDone() {
    return see(PAGE);
  }

  /** A bureau is asked outside of any transaction; what was begun is noted before. */
  private String once(String key, DeskActKind kind, Supplier<String> tell) {
    if (tools.acts().begin(key, kind)) {
      try {
        tools.acts().finish(key, tell.get());
      } catch (DomainProblem refusal) {
        if (!refusal.code().equals(GatewayProblemCode.SUITE_UNAVAILABLE.name())) {
          tools.acts().forget(key);
        }
        throw refusal;
      }
    }
    return PAGE;
  }

  private static LocalDate day(@Nullable String day) {
    try {
      return LocalDate.parse(text(day));
    } catch (DateTimeException e) {
      throw GatewayProblemCode.ORDER_INVALID.problem("day", "a day");
    }
  }
}

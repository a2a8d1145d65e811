package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /v1/inquiries}: where lenders ask. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
class InquiryResource {
  private final AnswerInquiry inquiries;
  private final QuoteInquiry quotes;
  private final AnswerDelivery delivery;
  private final Caller caller;

  InquiryResource(
      AnswerInquiry inquiries, QuoteInquiry quotes, AnswerDelivery delivery, Caller caller) {
    this.inquiries = inquiries;
    this.quotes = quotes;
    this.delivery = delivery;
    this.caller = caller;
  }

  @POST
  @Path("/inquiries")
  public String inquire(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull @Valid InquiryJson body,
      @Context RoutingContext exchange) {
    InquiryAnswer answer =
        inquiries.answer(
            new AdmitInquiry.Asked(
                caller.requireParty(),
                IdempotencyKeys.require(idempotencyKey),
                body.request(),
                body.reason(caller)));
    delivery.watch(exchange, answer);
    return new String(CanonicalJson.messageBytes(answer.json()), StandardCharsets.UTF_8);
  }

  @POST
  @Path("/inquiries:quote")
  public String quote(@NotNull @Valid InquiryJson body) {
    return CanonicalJson.text(
        quotes.quote(caller.requireParty(), body.request(), body.reason(caller)));
  }
}

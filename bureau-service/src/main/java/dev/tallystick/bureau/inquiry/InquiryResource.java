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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/inquiries}: where lenders ask. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("lender")
@Blocking
@Tag(name = "inquiries", description = "Reports about people, for agreed purposes.")
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
  @Operation(
      operationId = "inquire",
      summary = "Buy a report about a person",
      description =
          "Decided, sourced, logged and only then answered, sealed to the lender. The same request under the same"
              + " key gets the same answer for 60 seconds, and one fee.")
  @APIResponse(
      responseCode = "200",
      description = "The sealed report with its receipt",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "InquiryAnswer")))
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public String inquire(
      @HeaderParam("Idempotency-Key")
          @Parameter(
              required = true,
              description = "Drawn by the lender for this request; 8 to 128 visible characters")
          @Nullable String idempotencyKey,
      @NotNull @Valid InquiryJson body,
      @Context RoutingContext exchange) {
    InquiryAnswer answer =
        inquiries.answer(
            caller.requireParty(), IdempotencyKeys.require(idempotencyKey), body.request());
    delivery.watch(exchange, answer);
    return new String(CanonicalJson.messageBytes(answer.json()), StandardCharsets.UTF_8);
  }

  @POST
  @Path("/inquiries:quote")
  @Operation(
      operationId = "quote",
      summary = "What a report would cost",
      description = "The same body; buys nothing and charges nothing. A refusal is logged.")
  @APIResponse(
      responseCode = "200",
      description =
          "The fee, and what the decision permits. No platform is asked: what one of them refuses shows in the sale",
      content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Quote")))
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public String quote(@NotNull @Valid InquiryJson body) {
    return CanonicalJson.text(quotes.quote(caller.requireParty(), body.request()));
  }
}

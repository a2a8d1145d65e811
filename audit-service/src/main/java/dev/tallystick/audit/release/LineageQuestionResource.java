package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.caller.Caller;
import dev.tallystick.quota.OnlyReads;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code POST /v1/lineage}: from a deposit, a consent, a correction, an inquiry, a party, a release
 * or a person. A question is a body, because a person's token stands in no address.
 */
@Path("/v1/lineage")
class LineageQuestionResource {
  private final TellLineage lineage;
  private final ReleaseLineage people;
  private final IndexCursor cursor;
  private final RecordedTimes times;
  private final Caller caller;

  LineageQuestionResource(
      TellLineage lineage,
      ReleaseLineage people,
      IndexCursor cursor,
      RecordedTimes times,
      Caller caller) {
    this.lineage = lineage;
    this.people = people;
    this.cursor = cursor;
    this.times = times;
    this.caller = caller;
  }

  @POST
  @OnlyReads
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"citizen", "platform", "bureau", "lender", "auditor", "regulator"})
  @Blocking
  public Response ask(@NotNull @Valid LineageQuestionJson request) {
    PageRequest page = request.page();
    long size = cursor.next();
    LineageReader reader = LineageReader.of(caller, token -> people.person(token, size));
    TellLineage.Answer answer =
        lineage.tell(
            request.toQuestion(times),
            page,
            new TellLineage.Asker(caller.account(), reader, request.readPurpose()),
            size);
    Response.ResponseBuilder response = Response.ok(answer.json(), MediaType.APPLICATION_JSON);
    answer.logged().ifPresent(index -> response.header("Audit-Index", index));
    return response.build();
  }
}

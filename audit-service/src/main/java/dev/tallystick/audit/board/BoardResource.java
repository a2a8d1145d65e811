package dev.tallystick.audit.board;

import dev.tallystick.audit.document.ApprovedCost;
import dev.tallystick.audit.document.BureauServiceLevel;
import dev.tallystick.audit.document.ChannelShare;
import dev.tallystick.audit.document.JointMonth;
import dev.tallystick.audit.document.JointPair;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /v1/boards/…}: figures of the market for everybody, of the last {@value
 * CountedBoards#MONTHS} months. No persons, and no lender but beside a partner with which it has
 * opened ten joint loans.
 */
@Path("/v1/boards")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class BoardResource {
  private final CountedBoards boards;

  BoardResource(CountedBoards boards) {
    this.boards = boards;
  }

  /** What an approved loan costs in reports. */
  @GET
  @Path("loan-costs")
  @Blocking
  public Response loanCosts() {
    CountedBoards.Boards now = boards.now();
    return answer(now, "costs", now.costs().stream().map(ApprovedCost::toJson));
  }

  /** How much goes through bureaus. */
  @GET
  @Path("channels")
  @Blocking
  public Response channels() {
    CountedBoards.Boards now = boards.now();
    return answer(now, "months", now.channels().stream().map(ChannelShare::toJson));
  }

  /** How long bureaus take, and how often they fail. */
  @GET
  @Path("bureaus")
  @Blocking
  public Response bureaus() {
    CountedBoards.Boards now = boards.now();
    return answer(now, "bureaus", now.bureaus().stream().map(BureauServiceLevel::toJson));
  }

  /** Joint loans, and who lends together. */
  @GET
  @Path("joint-loans")
  @Blocking
  public Response jointLoans() {
    CountedBoards.Boards now = boards.now();
    String pairs =
        now.jointPairs().stream()
            .map(JointPair::toJson)
            .map(CanonicalJson::text)
            .collect(Collectors.joining(",", "\"pairs\":[", "],"));
    return answer(now, pairs, "months", now.jointMonths().stream().map(JointMonth::toJson));
  }

  private static Response answer(
      CountedBoards.Boards boards, String name, Stream<JsonObject> rows) {
    return answer(boards, "", name, rows);
  }

  private static Response answer(
      CountedBoards.Boards boards, String members, String name, Stream<JsonObject> rows) {
    String json =
        rows.map(CanonicalJson::text)
            .collect(
                Collectors.joining(
                    ",",
                    "{\"coveredSize\":"
                        + boards.coveredSize()
                        + ","
                        + members
                        + "\""
                        + name
                        + "\":[",
                    "]}"));
    return Response.ok(json, MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }
}

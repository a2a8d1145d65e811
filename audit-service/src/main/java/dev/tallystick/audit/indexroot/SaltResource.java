package dev.tallystick.audit.indexroot;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.usage.ProvedLists;
import dev.tallystick.caller.Caller;
import dev.tallystick.tlog.Hash;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The salts of all labels, for an index witness: with the stubs it can rebuild the trie and
 * compare. A salt opens no entry; with all of them one could tell from absence proofs how long
 * lists are.
 */
@Path("/v1/index/salts")
class SaltResource {
  private static final int MAX_LIMIT = 10_000;

  private final LabelIndex labels;
  private final IndexSalts salts;
  private final ProvedLists lists;
  private final ReadRecord record;
  private final Caller caller;

  SaltResource(
      LabelIndex labels, IndexSalts salts, ProvedLists lists, ReadRecord record, Caller caller) {
    this.labels = labels;
    this.salts = salts;
    this.lists = lists;
    this.record = record;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("auditor")
  @Blocking
  public Response read(
      @QueryParam("after") @Pattern(regexp = "[0-9a-f]{64}") @Nullable String after,
      @QueryParam("limit") @DefaultValue("10000") @Min(1) @Max(MAX_LIMIT) int limit,
      @QueryParam("purpose") @DefaultValue("index") @Size(min = 1, max = 200) String purpose) {
    Set<String> scope = caller.auditScope();
    if (!scope.contains(Reader.EVERYTHING) || caller.party().isPresent()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    long covered = lists.newest().coveredSize();
    long index = record.bulkRead(caller.account(), scope, purpose, 0, covered);
    List<Hash> page = labels.labels(Optional.ofNullable(after).map(Hash::fromHex), limit);
    StringBuilder json = new StringBuilder(64 + 140 * page.size()).append("{\"salts\":[");
    String separator = "{\"label\":\"";
    for (Hash label : page) {
      json.append(separator).append(label.hex()).append("\",\"salt\":\"");
      json.append(base64Url(salts.of(label))).append("\"}");
      separator = ",{\"label\":\"";
    }
    json.append(']');
    if (page.size() == limit) {
      json.append(",\"next\":\"").append(page.get(limit - 1).hex()).append('"');
    }
    return Response.ok(json.append('}').toString(), MediaType.APPLICATION_JSON)
        .header("Audit-Index", index)
        .build();
  }

  private static String base64Url(Hash salt) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(salt.toByteArray());
  }
}

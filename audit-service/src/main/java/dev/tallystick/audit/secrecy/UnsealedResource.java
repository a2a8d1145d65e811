package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code GET /v1/me/unsealed/{eventId}}: what an entry says that was kept from its person until
 * now, as a receipt, so that they can prove when and for how long it was.
 */
@Path("/v1/me/unsealed/{eventId}")
class UnsealedResource {
  private static final Set<PartName> SHOWN = EnumSet.of(PartName.STUB, PartName.BODY);

  private final SealRepository rows;
  private final WatchSeals.Sources sources;
  private final IssueReceipts receipts;
  private final IdentityLinks links;
  private final Caller caller;

  UnsealedResource(
      SealRepository rows,
      WatchSeals.Sources sources,
      IssueReceipts receipts,
      IdentityLinks links,
      Caller caller) {
    this.rows = rows;
    this.sources = sources;
    this.receipts = receipts;
    this.links = links;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("citizen")
  @Blocking
  public Response read(@PathParam("eventId") EventId eventId) {
    StoredEntry row =
        rows.find(eventId)
            .filter(SealedEntryEntity::isOpen)
            .flatMap(found -> sources.entries().find(found.event()))
            .filter(this::isOwn)
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN));
    return Response.ok(receipts.json(row, SHOWN), MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "inline; filename=\"" + eventId + ".receipt.json\"")
        .build();
  }

  private boolean isOwn(StoredEntry row) {
    String token =
        caller.subject().orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_THE_SUBJECT));
    Hash own = EventLabels.ofSubject(token);
    return sources
        .seal()
        .find(row)
        .flatMap(opened -> sources.seal().body(row, opened).subject())
        .map(EventLabels::ofSubject)
        .filter(label -> label.equals(own) || links.linkedTo(own, Long.MAX_VALUE).contains(label))
        .isPresent();
  }
}

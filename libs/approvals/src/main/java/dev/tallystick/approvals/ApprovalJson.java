package dev.tallystick.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wire form of a proposal; it names no account. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
public record ApprovalJson(
    String id,
    String action,
    String what,
    String digest,
    @JsonRawValue String act,
    String state,
    @Nullable String by,
    String entry,
    Instant proposedAt,
    Instant notBefore,
    Instant expiresAt,
    @Nullable String decision,
    @JsonRawValue @Nullable String result) {
  /** The wire form of an approval. */
  public static ApprovalJson of(Approval approval) {
    return new ApprovalJson(
        approval.id(),
        approval.action().wire(),
        approval.what(),
        approval.digest().hex(),
        CanonicalJson.text(approval.act()),
        approval.state().name(),
        approval.party().orElse(null),
        approval.proposedEvent().toString(),
        approval.proposedAt(),
        approval.notBefore(),
        approval.expiresAt(),
        approval.decision().map(decided -> decided.event().toString()).orElse(null),
        approval.result().map(CanonicalJson::text).orElse(null));
  }
}

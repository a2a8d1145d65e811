package dev.tallystick.vault.keystore;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.approvals.Approval;
import dev.tallystick.approvals.ApprovalJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a restore would do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record KeystoreRestoreJson(
    String digest,
    long restored,
    long kept,
    long shredded,
    List<String> problems,
    @Nullable ApprovalJson approval) {
  static KeystoreRestoreJson of(RestorePlan plan, Optional<Approval> approval) {
    return new KeystoreRestoreJson(
        plan.digest().hex(),
        plan.restored(),
        plan.kept(),
        plan.shredded(),
        plan.problems(),
        approval.map(ApprovalJson::of).orElse(null));
  }
}

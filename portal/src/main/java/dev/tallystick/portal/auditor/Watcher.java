package dev.tallystick.portal.auditor;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Whether the reader is one of those who watch, for the navigation of pages that know who reads.
 */
@Singleton
@Named("watcher")
public class Watcher {
  private final SecurityIdentity reader;

  Watcher(SecurityIdentity reader) {
    this.reader = reader;
  }

  /** Whether the pages of the audit are the reader's. */
  public boolean isAuditing() {
    return reader.hasRole("auditor") || isRegulating();
  }

  /** Whether the pages of the authority are the reader's. */
  public boolean isRegulating() {
    return reader.hasRole("regulator");
  }

  /** Whether the reader is one of a company's, who may say something to a complaint about it. */
  public boolean isAnswering() {
    return reader.hasRole("platform") || reader.hasRole("bureau") || reader.hasRole("lender");
  }
}

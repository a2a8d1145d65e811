package dev.tallystick.vault.alert;

import jakarta.inject.Singleton;

/**
 * Forgets where a person wanted to be told, and what waits to be sent there; in the caller's
 * transaction.
 */
@Singleton
public final class AlertErasure {
  private final AlertAddressRepository addresses;
  private final AlertAddressBook book;

  AlertErasure(AlertAddressRepository addresses, AlertAddressBook book) {
    this.addresses = addresses;
    this.book = book;
  }

  /** Whether there is an address. */
  public boolean isAny(String subject) {
    return addresses.isAny(subject);
  }

  /** Deletes all of them under this token. */
  public void erase(String subject) {
    book.remove(addresses.lockAll(subject));
  }
}

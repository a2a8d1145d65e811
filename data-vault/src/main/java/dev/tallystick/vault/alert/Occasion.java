package dev.tallystick.vault.alert;

/** Why a message is sent. */
enum Occasion {
  /** Somebody has named the address, and has to show that it is theirs. */
  CHALLENGE,
  /** A consent was given in the person's name. */
  CONSENT,
  /** Something about the person was refused. */
  REFUSAL,
  /** Something about the person was handed over. */
  SALE,
  /** The person's webhook has failed too often. */
  WEBHOOK_OFF
}

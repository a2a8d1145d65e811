package dev.tallystick.consent.right;

import jakarta.validation.constraints.NotNull;

/** Whether next of kin may act for the person afterwards. */
record KinWishJson(@NotNull Boolean kinMayAct) {}

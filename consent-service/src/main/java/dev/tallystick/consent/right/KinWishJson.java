package dev.tallystick.consent.right;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether next of kin may act for the person afterwards. */
@Schema(name = "KinWish")
record KinWishJson(@NotNull Boolean kinMayAct) {}

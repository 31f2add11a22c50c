/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.encryption.keys;

import io.armature.encryption.keys.KeyUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What failures of KMS are called, and what to do about each.
 *
 * @param reason why
 * @param action what KMS was asked for
 * @param key what names the key
 * @param cause the SDK's exception, or {@code null} where its text may hold more than it should
 */
record KmsTexts(
        Reason reason,
        KmsAction action,
        String key,
        @Nullable Throwable cause) {

    static final String CREDENTIALS =
            "Give the application credentials that AWS accepts: 'armature.client.credentials.*', the environment"
                    + " variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or the role of the container,"
                    + " the pod or the instance; and look at the clock of the machine.";

    static final String TYPE =
            "The key must be a customer managed key with the usage ENCRYPT_DECRYPT and the spec SYMMETRIC_DEFAULT, named"
                    + " by its ARN, its id or an alias ('alias/...').";

    private static final int LONGEST_QUOTE = 500;

    static KmsTexts of(Reason reason, KmsAction action, String key, @Nullable Throwable cause) {
        return new KmsTexts(reason, action, key, cause);
    }

    /** Returns the failure in words of the caller. */
    KmsFailure because(String found, String advice) {
        return new KmsFailure(
                reason,
                key,
                "%s: %s with the KMS key '%s' was not possible.".formatted(found, action.permission(), key),
                advice,
                cause);
    }

    /** Returns the failure in the words for its reason; KMS's own text is quoted where it names the caller's role. */
    KmsFailure usual(String kmsText) {
        return switch (reason) {
            case ACCESS_DENIED -> because("KMS denies access" + quote(kmsText), grant());
            case DISABLED ->
                because(
                        "The key is disabled, or in a state that allows no use",
                        "Enable it (aws kms enable-key), or name another key. What is encrypted under it cannot be read"
                                + " meanwhile.");
            case DELETED ->
                because(
                        "The key waits for its deletion",
                        "Cancel that at once (aws kms cancel-key-deletion, then enable-key) if data under it is still"
                                + " needed: once the key is deleted, nobody can read it again.");
            case NOT_FOUND ->
                because(
                        "There is no such key or alias in this account and region",
                        "Look at 'armature.encryption.key-id', 'armature.encryption.accepted-key-ids' and"
                                + " 'armature.encryption.kms.region'. An alias is written 'alias/name'; a multi-Region"
                                + " key needs a replica in the region.");
            case RECORD_REFUSED ->
                because(
                        "KMS refuses a wrapped data key",
                        "It was changed, or was made by another key or with another encryption context: look at the"
                                + " table's logical name, 'armature.encryption.domain' and the configured context pairs.");
            case TIMED_OUT ->
                because(
                        "KMS did not answer in time",
                        "Look at the way to KMS (VPC endpoint, security groups, proxy) and at"
                                + " 'armature.encryption.kms.call-timeout'.");
            case UNREACHABLE ->
                because(
                        "KMS could not be reached" + rootCause(),
                        "Look at 'armature.encryption.kms.endpoint' and '.region', and at the way to KMS (name"
                                + " resolution, VPC endpoint, security groups, proxy).");
            case THROTTLED ->
                because(
                        "KMS throttles",
                        "Look at the account's KMS quotas and at who else uses them; a longer life of data keys needs"
                                + " fewer calls.");
            case SERVICE_FAILED ->
                because("KMS failed with an error of its own", "It passes by itself, or look at the state of AWS.");
            case MISCONFIGURED -> because("KMS cannot use the key", TYPE);
        };
    }

    private String grant() {
        return "Allow %s on this key to the role that the application runs as, in the policy of the role or of the key;"
                        .formatted(action.permission())
                + " a key of another account needs both. Look also at conditions on the encryption context, at the"
                + " policy of the VPC endpoint and at service control policies.";
    }

    private static String quote(String text) {
        return text.isEmpty() ? "" : " (" + text.substring(0, Math.min(text.length(), LONGEST_QUOTE)) + ")";
    }

    /** Names the kind of the deepest cause only: its text can quote addresses with what stands before their host. */
    private String rootCause() {
        Throwable root = cause;
        while (root != null && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return (root != null) ? " (" + root.getClass().getSimpleName() + ")" : "";
    }
}

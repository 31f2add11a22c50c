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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Finds the key that an alias or a key id stands for, by {@code DescribeKey}, and says why it will not do. */
final class KmsKeyLookup {

    private final KmsClient client;

    private final String region;

    KmsKeyLookup(KmsClient client) {
        this.client = client;
        this.region = client.serviceClientConfiguration().region().id();
    }

    /**
     * Looks a key up.
     *
     * @param id the alias, the alias's ARN or the key's id
     * @param encrypts whether new data keys are to be made under it; one for reading may be disabled for a while
     * @return the key in the client's region, or why there is none
     */
    Answer find(String id, boolean encrypts) {
        KeyMetadata key;
        try {
            key = client.describeKey(request -> request.keyId(id)).keyMetadata();
        } catch (SdkException ex) {
            return Answer.none(KmsFailures.of(KmsAction.DESCRIBE_KEY, id, ex));
        }
        KeyArn arn = (key != null && key.arn() != null) ? KeyArn.parse(key.arn()) : null;
        if (key == null || arn == null) {
            return unfit(id, "The answer names no key", "Look at 'armature.encryption.kms.endpoint': is that KMS?");
        }
        if (key.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT || key.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
            return unfit(
                    id,
                    "The key has the usage %s and the spec %s".formatted(key.keyUsageAsString(), key.keySpecAsString()),
                    KmsTexts.TYPE);
        }
        if (encrypts && key.keyManager() == KeyManagerType.AWS) {
            return unfit(id, "The key is managed by AWS and serves AWS services only", KmsTexts.TYPE);
        }
        Reason state = encrypts ? ofState(key) : null;
        if (state != null) {
            return Answer.none(KmsTexts.of(state, KmsAction.GENERATE_DATA_KEY, arn.toString(), null)
                    .usual(""));
        }
        return local(id, arn);
    }

    /** Returns the key in the client's region: a multi-Region key has a replica there, another cannot be called. */
    Answer local(String id, KeyArn arn) {
        if (arn.region().equals(region)) {
            return new Answer(arn, null);
        }
        if (arn.isMultiRegion()) {
            return new Answer(arn.in(region), null);
        }
        return unfit(
                id,
                "The key is in the region %s, the client of KMS calls %s".formatted(arn.region(), region),
                "Set 'armature.encryption.kms.region' to the region of the keys, or use a multi-Region key.");
    }

    private static @Nullable Reason ofState(KeyMetadata key) {
        if (key.keyState() == null) {
            return null;
        }
        return switch (key.keyState()) {
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> Reason.DELETED;
            case CREATING, UNAVAILABLE -> Reason.SERVICE_FAILED;
            case DISABLED, PENDING_IMPORT -> Reason.DISABLED;
            default -> null;
        };
    }

    private static Answer unfit(String id, String found, String advice) {
        return Answer.none(KmsTexts.of(Reason.MISCONFIGURED, KmsAction.DESCRIBE_KEY, id, null)
                .because(found, advice));
    }

    /**
     * Either of the two.
     *
     * @param arn the key in the client's region
     * @param failure why there is none
     */
    record Answer(@Nullable KeyArn arn, @Nullable KmsFailure failure) {

        static Answer none(KmsFailure failure) {
            return new Answer(null, failure);
        }
    }
}

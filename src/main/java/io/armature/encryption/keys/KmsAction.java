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

/** What KMS is asked for, by the name of the permission that allows it. */
enum KmsAction {
    GENERATE_DATA_KEY("kms:GenerateDataKey"),
    DECRYPT("kms:Decrypt"),
    DESCRIBE_KEY("kms:DescribeKey");

    private final String permission;

    KmsAction(String permission) {
        this.permission = permission;
    }

    String permission() {
        return permission;
    }
}

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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReferenceTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/orders",
                "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/orders",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-date",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/01489173575360-b308cd7d",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/export/01489173575360-b308cd7d",
                "arn:aws:dynamodb::123456789012:global-table/orders"
            })
    void tableNameWhenReferenceBelongsToTableShouldReturnItsName(String reference) {
        assertThat(TableReference.tableName(reference)).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:",
                "arn:aws:dynamodb:eu-west-1:123456789012",
                "arn:aws:dynamodb:eu-west-1:123456789012:table",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/",
                "arn:aws:kinesis:eu-west-1:123456789012:stream/orders",
                "arn:aws:backup:eu-west-1:123456789012:recovery-point:5f3c"
            })
    void tableNameWhenReferenceBelongsToNoTableShouldReturnNull(String reference) {
        assertThat(TableReference.tableName(reference)).isNull();
    }
}

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
package io.armature.insight;

import io.armature.client.Call;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** A call that is answered by a function. */
record StubCall(
        String operation,
        List<String> tables,
        DynamoDbRequest request,
        Function<DynamoDbRequest, DynamoDbResponse> answer)
        implements Call {

    @Override
    public String endpoint() {
        return "eu-central-1";
    }

    @Override
    public DynamoDbResponse proceed(DynamoDbRequest sent) {
        return answer.apply(sent);
    }
}

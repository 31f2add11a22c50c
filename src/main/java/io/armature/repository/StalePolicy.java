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
package io.armature.repository;

import io.armature.resilience.fallback.FallbackMark;
import java.util.function.Consumer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What a read says to the fallback: whether a stored copy will do. */
enum StalePolicy {
    /** A stored copy will do; of several items all or none. */
    ACCEPT(null),
    /** DynamoDB answers or nobody. */
    REFUSE(FallbackMark.NO_FALLBACK),
    /** Stored copies will do, also of a part of the items. */
    ACCEPT_PART(FallbackMark.PARTIAL);

    private final Consumer<DynamoDbRequest.Builder> mark;

    StalePolicy(@org.jspecify.annotations.Nullable ExecutionAttribute<Boolean> attribute) {
        if (attribute == null) {
            this.mark = request -> {};
        } else {
            AwsRequestOverrideConfiguration marked = AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(attribute, true)
                    .build();
            this.mark = request -> request.overrideConfiguration(marked);
        }
    }

    /** Returns what a repository says, or what is safe for its entity if it says nothing. */
    static StalePolicy of(Class<?> repositoryInterface, boolean versioned) {
        StaleReads said = AnnotatedElementUtils.findMergedAnnotation(repositoryInterface, StaleReads.class);
        return (said == null ? versioned : said.accept()) ? ACCEPT : REFUSE;
    }

    void mark(DynamoDbRequest.Builder request) {
        mark.accept(request);
    }
}

/*
 * Requests for time-stamps (RFC 3161 2.4.1), and the answers to them.
 */
#ifndef SEAL_STAMPREQUEST_H
#define SEAL_STAMPREQUEST_H

struct TS_req_st;	/* TS_REQ and TS_RESP of libcrypto */
struct TS_resp_st;
struct digest;

/*
 * TimeStampReq over this SHA-256, with a nonce from the library and
 * certReq.  The caller frees it; NULL where the library fails.
 */
struct TS_req_st *stamprequest_make(const struct digest *);

/*
 * Has the answer the status, version, imprint and nonce that were asked
 * for (2.4.2)?  0, or -1 with the library's reason in its queue.  Its
 * signature is not judged.
 */
int	stamprequest_answers(struct TS_req_st *, struct TS_resp_st *)
	    __attribute__((warn_unused_result));

#endif

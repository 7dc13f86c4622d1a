/* Growing byte buffer; appending cannot fail. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

void
buf_init(struct buf *b)
{
	b->data = NULL;
	b->len = b->cap = 0;
}

void
buf_clear(struct buf *b)
{
	if (b == NULL)
		return;
	mem_free(b->data);
	buf_init(b);
}

static void
grow(struct buf *b, size_t more)
{
	size_t	cap = b->cap < 64 ? 64 : b->cap;

	if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
		mem_exhausted();
	while (cap <= b->len + more)
		cap *= 2;
	b->data = mem_grow(b->data, cap);
	b->cap = cap;
}

/* One byte beyond is always kept for the closing NUL. */
static inline void
room(struct buf *b, size_t more)
{
	if (more >= b->cap - b->len)
		grow(b, more);
}

void
buf_reserve(struct buf *b, size_t more)
{
	room(b, more);
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	room(b, n);
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addc(struct buf *b, char c)
{
	room(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_pad(struct buf *b, char c, size_t n)
{
	room(b, n);
	memset(b->data + b->len, c, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list	again;
	int	n;

	room(b, 64);
	va_copy(again, ap);
	n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
	if (n < 0)
		mem_broken("a text cannot be formatted");
	if ((size_t)n >= b->cap - b->len) {
		room(b, (size_t)n);
		vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
	}
	va_end(again);
	b->len += (size_t)n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
buf_rewind(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

const char *
buf_str(const struct buf *b)
{
	return b->data == NULL ? "" : b->data;
}
